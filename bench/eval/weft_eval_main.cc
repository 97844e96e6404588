#include "bench/eval/eval_commands.h"
#include "bench/eval/other_methods.h"
#include "weft/embedding/default_model.h"

int main(int argc, char** argv) {
  weft::EvalEnvironment environment;
  environment.load_embedder = [] { return weft::LoadDefaultEmbedder(weft::DefaultModelPath()); };
  environment.others = weft::BaselinesAndRerankers;
  return weft::RunEvalCommands(argc, argv, environment);
}
