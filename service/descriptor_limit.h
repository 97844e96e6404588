#ifndef WEFT_SERVICE_DESCRIPTOR_LIMIT_H_
#define WEFT_SERVICE_DESCRIPTOR_LIMIT_H_

namespace weft {

// Raises the process's limit of file descriptors as far as `connections` at a time need it, and may. Returns how many
// connections it is then good for: `connections`, or fewer (at least 1).
int RaiseDescriptorLimit(int connections);

}  // namespace weft

#endif  // WEFT_SERVICE_DESCRIPTOR_LIMIT_H_
