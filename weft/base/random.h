#ifndef WEFT_BASE_RANDOM_H_
#define WEFT_BASE_RANDOM_H_

#include <cassert>
#include <cstdint>

namespace weft {

// A small, fast generator whose numbers are the same on every platform and for ever, so that seeded answers can be
// repeated. SplitMix64 (Steele, Lea, Flood 2014). Not for secrets. Not thread-safe.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() { return Mix(state_ += 0x9e3779b97f4a7c15ULL); }
  // Uniform in [0, bound), without bias. REQUIRES: bound > 0.
  uint64_t Below(uint64_t bound) {
    assert(bound > 0);
    for (;;) {
      unsigned __int128 product = static_cast<unsigned __int128>(Next()) * bound;
      if (static_cast<uint64_t>(product) >= (0 - bound) % bound) return static_cast<uint64_t>(product >> 64);
    }
  }
  // Uniform in [0, 1).
  double Uniform() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

  // A fixed permutation of the 64-bit numbers: turns ids into independent seeds.
  static uint64_t Mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

 private:
  uint64_t state_;
};

}  // namespace weft

#endif  // WEFT_BASE_RANDOM_H_
