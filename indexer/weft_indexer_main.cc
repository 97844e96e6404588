#include "indexer/commands.h"
#include "indexer/matching_measures.h"
#include "weft/embedding/default_model.h"

int main(int argc, char** argv) {
  weft::CommandEnvironment environment;
  environment.load_embedder = [] { return weft::LoadDefaultEmbedder(weft::DefaultModelPath()); };
  environment.matching = weft::MeasuresOfMatching();
  return weft::RunCommands(argc, argv, environment);
}
