// Conditions that become true when something arrives, so that no test sleeps.
const PATIENCE_MS = 60_000;

export class Changes {
  private readonly checks = new Set<() => void>();

  // Something has arrived.
  tell(): void {
    for (const check of [...this.checks]) check();
  }

  // What `find` returns as soon as it is neither undefined nor false; looks again whenever something arrives.
  async until<T>(what: string, find: () => T | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const done = () => {
        this.checks.delete(check);
        clearTimeout(timer);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`this did not come: ${what}`));
      }, PATIENCE_MS);
      const check = () => {
        let found;
        try {
          found = find();
        } catch (error) {
          done();
          reject(error);
          return;
        }
        if (found === undefined || found === false) return;
        done();
        resolve(found);
      };
      this.checks.add(check);
      check();
    });
  }
}
