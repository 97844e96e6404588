#include "indexer/commands.h"
#include "indexer/exposure.h"
#include "weft/embedding/default_model.h"

int main(int argc, char** argv) {
  weft::CommandEnvironment environment;
  environment.load_embedder = [] { return weft::LoadDefaultEmbedder(weft::DefaultModelPath()); };
  environment.exposure = weft::MeasureExposure;
  return weft::RunCommands(argc, argv, environment);
}
