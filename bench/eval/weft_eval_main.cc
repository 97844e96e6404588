#include "bench/eval/eval_commands.h"
#include "weft/embedding/default_model.h"

int main(int argc, char** argv) {
  return weft::RunEvalCommands(argc, argv, [] { return weft::LoadDefaultEmbedder(weft::DefaultModelPath()); });
}
