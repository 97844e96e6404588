// The distribution's gRPC is not instrumented: ThreadSanitizer sees its memory come and go, but not the locks that
// order it, and reports races that are not there. What our own code shares is ordered by our own locks and atomics.

extern "C" const char* __tsan_default_suppressions();  // NOLINT: the sanitizer's name.

extern "C" const char* __tsan_default_suppressions() {  // NOLINT
  return "called_from_lib:libgrpc.so\n"
         "called_from_lib:libgrpc++.so\n"
         "called_from_lib:libgpr.so\n"
         "race:^grpc::\n"
         "race:^grpc_core::\n";
}
