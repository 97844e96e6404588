#include <CLI/CLI.hpp>

#include "bench/encoder_bench.h"
#include "bench/network_copies.h"
#include "bench/network_round_bench.h"
#include "bench/round_bench.h"
#include "bench/serve_bench.h"
#include "bench/text_quality.h"

int main(int argc, char** argv) {
  CLI::App app{"Measures Weft. Results go to stdout, everything else to stderr."};
  app.require_subcommand(1);
  app.fallthrough(false);
  int exit_code = 0;

  weft::EncoderBenchOptions encoder;
  CLI::App* encoder_command = app.add_subcommand(
      "encoder",
      "Speed of the sentence encoder on one thread: every kernel this CPU runs and OpenBLAS, taking turns in one run.\n"
      "Texts a second, milliseconds a text, and the ratio to OpenBLAS.");
  encoder_command->add_option("--model", encoder.model, "Model file (default: WEFT_MODEL or ../share/weft beside bin)");
  encoder_command->add_option("--texts", encoder.texts, "Also measure these texts, one a line");
  encoder_command->add_option("--seconds", encoder.seconds, "Time for each engine and workload")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  encoder_command->add_flag("--json", encoder.json, "Print one JSON document");
  encoder_command->callback([&] { exit_code = weft::RunEncoderBench(encoder); });

  weft::TextQualityOptions text;
  CLI::App* text_command = app.add_subcommand(
      "text",
      "How well texts are understood, by the encoder, the lexical part and both together:\n"
      "Spearman's correlation with people's judgement, and the mean reciprocal rank of the right answer.");
  text_command->add_option("--model", text.model, "Model file (default: WEFT_MODEL or ../share/weft beside bin)");
  text_command->add_option("--sts", text.sts, "Pairs of texts: score, text, text, separated by tabs");
  text_command->add_option("--retrieval", text.retrieval,
                           "Lines of `C` (candidate) or `Q` (query), gold id, text, separated by tabs");
  text_command->add_option("--encoder-share", text.encoder_share, "Of the encoder in the blend's cosine")
      ->capture_default_str()
      ->check(CLI::Range(0.01, 0.99));
  text_command->add_option("--lexical-dimension", text.lexical.dimension, "Of the lexical part")
      ->capture_default_str()
      ->check(CLI::Range(16, 65536));
  text_command->add_option("--gram-share", text.lexical.gram_share, "Of a word's weight that its 4-grams carry")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  text_command->add_option("--common-weight", text.lexical.common_weight, "Of the commonest word; the rarest weighs 1")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  text_command->add_option("--power", text.lexical.power, "How far rare and common words are set apart")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  text_command->add_flag("--json", text.json, "Print one JSON document");
  text_command->add_option("--json-file", text.json_file, "Also write the JSON document to this file");
  text_command->callback([&] { exit_code = weft::RunTextQuality(text); });

  weft::ServeBenchOptions serve;
  CLI::App* serve_command = app.add_subcommand(
      "serve",
      "Starts a server on a data directory and asks it: time until it serves, time of a recommendation inside\n"
      "the server, resident memory.");
  serve_command->add_option("--data", serve.data, "Data directory with a built network")->required();
  serve_command->add_option("--network", serve.network, "Its id")->required();
  serve_command->add_option("--server", serve.server, "weft-server to start (default: the one beside this program)");
  serve_command->add_option("--calls", serve.calls, "Recommendations asked for")
      ->capture_default_str()
      ->check(CLI::Range(1, 10000000));
  serve_command->add_flag("--json", serve.json, "Print one JSON document");
  serve_command->callback([&] { exit_code = weft::RunServeBench(serve); });

  weft::NetworkCopiesOptions copies;
  CLI::App* copies_command = app.add_subcommand("generate",
                                                "Writes members.jsonl and ties.csv of a larger network: copies of a "
                                                "real one, each with circles of its own, with\n"
                                                "part of the ties rewired so that they hang together.");
  copies_command->add_option("--members", copies.members, "members.jsonl of the real network")->required();
  copies_command->add_option("--ties", copies.ties, "Its ties.csv")->required();
  copies_command->add_option("--out", copies.output_dir, "Folder to write to; made if it is missing")->required();
  copies_command->add_option("--count", copies.count, "Members of the larger network")
      ->capture_default_str()
      ->check(CLI::Range(1, 10000000));
  copies_command->add_option("--rewired", copies.rewired, "Part of the ties whose second end is drawn from all")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  copies_command->add_option("--seed", copies.seed, "Of that draw")->capture_default_str();
  copies_command->callback([&] { exit_code = weft::RunNetworkCopies(copies); });

  weft::RoundBenchOptions round;
  CLI::App* round_command = app.add_subcommand(
      "round",
      "Plans one round over a drawn network: seconds of the assignment (candidates excluded), value, bound and gap,\n"
      "members served, and greedy pairing beside it. With --weeks: weekly rounds against random and greedy pairing.\n"
      "With --data and --network: over a real network as it is now, candidates of the engine included.");
  weft::NetworkRoundBenchOptions network_round;
  CLI::Option* round_data =
      round_command->add_option("--data", network_round.data, "Data directory with a built network; only read");
  round_data->needs(round_command->add_option("--network", network_round.network, "Its id")->needs(round_data));
  round_command->add_flag("!--no-newcomers", network_round.newcomers,
                          "With --data: as if all had had introductions, so that both kinds are planned");
  round_command->add_option("--threads", network_round.threads, "With --data: threads that look for candidates")
      ->capture_default_str()
      ->check(CLI::Range(1, 256));
  round_command->add_option("--members", round.members, "Members in the round")
      ->capture_default_str()
      ->check(CLI::Range(2, 1000000));
  round_command->add_option("--candidates", round.candidates, "Candidates a member, about")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  round_command->add_option("--seed", round.seed, "Of the drawn network")->capture_default_str();
  round_command->add_option("--waiting", round.waiting, "Part of the members that has waited for one or two rounds")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  round_command->add_option("--pairs-per-member", round.round.pairs_per_member, "Introductions a member, at most")
      ->capture_default_str()
      ->check(CLI::Range(1, 3));
  round_command->add_option("--group-size", round.round.group_size, "2: pairs; 3 or 4: groups")
      ->capture_default_str()
      ->check(CLI::Range(2, 4));
  round_command->add_option("--exact-members-max", round.round.exact_members_max, "Solved exactly up to so many")
      ->capture_default_str();
  round_command->add_option("--weeks", round.weeks, "Simulate so many weekly rounds; for up to a few thousand members")
      ->check(CLI::Range(1, 1000));
  round_command->add_option("--permitted", round.permitted, "With --weeks: part of all pairs that may meet")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  round_command->add_flag("--json", round.json, "Print one JSON document");
  round_command->callback([&] {
    if (network_round.data.empty()) {
      exit_code = weft::RunRoundBench(round);
      return;
    }
    network_round.seed = round.seed;
    network_round.weeks = round.weeks;
    network_round.json = round.json;
    exit_code = weft::RunNetworkRoundBench(network_round);
  });

  CLI11_PARSE(app, argc, argv);
  return exit_code;
}
