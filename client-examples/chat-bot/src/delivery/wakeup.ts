// A wait that an event can cut short. One waiter at a time; a wake() while nobody waits is kept for the next.
export class Wakeup {
  private isDue = false;
  private release: (() => void) | undefined;

  wake(): void {
    this.isDue = true;
    this.release?.();
  }

  // Returns after `ms`, at wake(), or when `signal` aborts.
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.isDue && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.release = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener('abort', this.release, { once: true });
      });
      if (this.release) signal.removeEventListener('abort', this.release);
      this.release = undefined;
    }
    this.isDue = false;
  }
}
