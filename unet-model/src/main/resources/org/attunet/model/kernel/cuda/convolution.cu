// Around cuDNN's convolutions: weights between the parameters' order and the device's, few channels turned into many, and epilogues.
//
//     parameters  [O, I, k³] floats, rows rowLength apart          device  [O', k³, I'] Numbers, O' and I' padded to eights by zeros

extern "C" __global__ void packWeights(const float* w, long long rowLength, int outputs, int inputs, int taps, int paddedInputs, Number* packed) {
    EACH(i, (long long) outputs * inputs * taps) {
        int t = (int) (i % taps), c = (int) (i / taps % inputs), o = (int) (i / taps / inputs);
        packed[((long long) o * taps + t) * paddedInputs + c] = toNumber(w[o * rowLength + (long long) c * taps + t]);
    }
}
extern "C" __global__ void unpackWeights(const Number* packed, long long rowLength, int outputs, int inputs, int taps, int paddedInputs, float* dw) {
    EACH(i, (long long) outputs * inputs * taps) {
        int t = (int) (i % taps), c = (int) (i / taps % inputs), o = (int) (i / taps / inputs);
        dw[o * rowLength + (long long) c * taps + t] = toFloat(packed[((long long) o * taps + t) * paddedInputs + c]);
    }
}

// From one channel: a voxel's k³ neighbours become channels, and the convolution one of 1 × 1 × 1 with weights [O', T'].
extern "C" __global__ void neighbours(const Number* x, int samples, int X, int Y, int Z, int edge, int padded, Number* out) {
    int taps = edge * edge * edge, chunks = padded / 8;
    EACH(i, (long long) samples * X * Y * Z * chunks) {
        Place p = placeOf(i / chunks, X, Y, Z);
        float v[8];
        EIGHT(k) {
            int t = (int) (i % chunks) * 8 + k;
            int a = p.x + t / edge / edge - edge / 2, b = p.y + t / edge % edge - edge / 2, c = p.z + t % edge - edge / 2;
            bool isInside = t < taps && a >= 0 && a < X && b >= 0 && b < Y && c >= 0 && c < Z;
            v[k] = isInside ? toFloat(x[voxelOf(p.n, a, b, c, X, Y, Z)]) : 0;
        }
        storeEight(out + i * 8, v);
    }
}
// Its adjoint: from the gradient by neighbours to the one channel.
extern "C" __global__ void fromNeighbours(const Number* gradient, int samples, int X, int Y, int Z, int edge, int padded, Number* dx) {
    int taps = edge * edge * edge;
    EACH(i, (long long) samples * X * Y * Z) {
        Place p = placeOf(i, X, Y, Z);
        float sum = 0;
        for (int t = 0; t < taps; t++) {
            int a = p.x - t / edge / edge + edge / 2, b = p.y - t / edge % edge + edge / 2, c = p.z - t % edge + edge / 2;
            if (a >= 0 && a < X && b >= 0 && b < Y && c >= 0 && c < Z) sum += toFloat(gradient[voxelOf(p.n, a, b, c, X, Y, Z) * padded + t]);
        }
        dx[i] = toNumber(sum);
    }
}

// To few channels: each of k³ · O channels is one tap's part of one output, made by a convolution of 1 × 1 × 1; the parts are then summed
// where they belong. Channel t · O + o of `parts`, padded to width.
extern "C" __global__ void packTaps(const float* w, int outputs, int inputs, int taps, int paddedInputs, Number* packed) {
    EACH(i, (long long) outputs * inputs * taps) {
        int t = (int) (i % taps), c = (int) (i / taps % inputs), o = (int) (i / taps / inputs);
        packed[((long long) t * outputs + o) * paddedInputs + c] = toNumber(w[i]);
    }
}
extern "C" __global__ void unpackTaps(const Number* packed, int outputs, int inputs, int taps, int paddedInputs, float* dw) {
    EACH(i, (long long) outputs * inputs * taps) {
        int t = (int) (i % taps), c = (int) (i / taps % inputs), o = (int) (i / taps / inputs);
        dw[i] = toFloat(packed[((long long) t * outputs + o) * paddedInputs + c]);
    }
}
extern "C" __global__ void sumTaps(const Number* parts, int samples, int X, int Y, int Z, int edge, int outputs, int width, Number* y) {
    EACH(i, (long long) samples * X * Y * Z) {
        Place p = placeOf(i, X, Y, Z);
        float sum[8] = {};
        for (int t = 0; t < edge * edge * edge; t++) {
            int a = p.x + t / edge / edge - edge / 2, b = p.y + t / edge % edge - edge / 2, c = p.z + t % edge - edge / 2;
            if (a < 0 || a >= X || b < 0 || b >= Y || c < 0 || c >= Z) continue;
            const Number* from = parts + voxelOf(p.n, a, b, c, X, Y, Z) * width + t * outputs;
            EIGHT(k) if (k < outputs) sum[k] += toFloat(from[k]);
        }
        storeEight(y + i * 8, sum);
    }
}
// The adjoint of sumTaps.
extern "C" __global__ void spreadTaps(const Number* dy, int samples, int X, int Y, int Z, int edge, int outputs, int width, Number* parts) {
    int chunks = width / 8, taps = edge * edge * edge;
    EACH(i, (long long) samples * X * Y * Z * chunks) {
        Place p = placeOf(i / chunks, X, Y, Z);
        float v[8];
        EIGHT(k) {
            int channel = (int) (i % chunks) * 8 + k, t = channel / outputs, o = channel % outputs;
            int a = p.x - t / edge / edge + edge / 2, b = p.y - t / edge % edge + edge / 2, c = p.z - t % edge + edge / 2;
            bool isInside = t < taps && a >= 0 && a < X && b >= 0 && b < Y && c >= 0 && c < Z;
            v[k] = isInside ? toFloat(dy[voxelOf(p.n, a, b, c, X, Y, Z) * 8 + o]) : 0;
        }
        storeEight(parts + i * 8, v);
    }
}

// One channel as the first of eight, and back.
extern "C" __global__ void widen(const Number* one, long long voxels, Number* eight) {
    EACH(i, voxels) {
        float v[8] = {toFloat(one[i])};
        storeEight(eight + i * 8, v);
    }
}
extern "C" __global__ void narrow(const Number* eight, long long voxels, Number* one) {
    EACH(i, voxels) one[i] = eight[i * 8];
}

// Many channels to one, 1 × 1 × 1: `lanes` threads share a voxel as in gateAdjoint.
extern "C" __global__ void dotChannels(const Number* x, const float* w, long long voxels, int channels, int padded, int lanes, Number* y) {
    int lane = threadIdx.x % lanes, perWarp = 32 / lanes;
    long long step = (long long) gridDim.x * blockDim.x / lanes;
    long long own = (blockIdx.x * (long long) blockDim.x + threadIdx.x) / lanes;
    for (long long begin = own - own % perWarp; begin < voxels; begin += step, own += step) {
        float sum = 0, v[8];
        if (own < voxels) {
            for (int c = lane * 8; c < padded; c += lanes * 8) {
                loadChunk(x + own * padded + c, padded, v);
                EIGHT(k) if (c + k < channels) sum += v[k] * w[c + k];
            }
        }
        for (int s = lanes / 2; s > 0; s /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, s);
        if (own < voxels && lane == 0) y[own] = toNumber(sum);
    }
}
extern "C" __global__ void outerChannels(const Number* dy, const float* w, long long voxels, int channels, int padded, Number* dx) {
    int chunks = chunksOf(padded);
    EACH(i, voxels * chunks) {
        int c = (int) (i % chunks) * 8;
        float d = toFloat(dy[i / chunks]), v[8];
        EIGHT(k) v[k] = c + k < channels ? d * w[c + k] : 0;
        storeChunk(dx + i / chunks * padded + c, padded, v);
    }
}

// What a convolution does with its sums before they are used: y = activation(sums + bias + y before), each part where it is asked for.
extern "C" __global__ void epilogue(const Number* sums, const float* bias, int adds, float slope, long long voxels, int channels, int padded,
        Number* y) {
    int chunks = chunksOf(padded);
    EACH(i, voxels * chunks) {
        int c = (int) (i % chunks) * 8;
        float v[8], before[8] = {};
        loadChunk(sums + i / chunks * padded + c, padded, v);
        if (adds) loadChunk(y + i / chunks * padded + c, padded, before);
        EIGHT(k) v[k] = activated(v[k] + before[k] + (bias && c + k < channels ? bias[c + k] : 0), slope);
        storeChunk(y + i / chunks * padded + c, padded, v);
    }
}
