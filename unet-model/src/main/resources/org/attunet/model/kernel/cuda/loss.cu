// Softmax over the classes of stacked predictions, the sums that losses are made of, and the gradient by the logits. Channel s · classes + c
// is class c of prediction s.

extern "C" __global__ void softmax(const Number* logits, long long voxels, int channels, int padded, int classes, Number* out) {
    int stacked = channels / classes;
    EACH(i, voxels * stacked) {
        long long at = i / stacked * padded + i % stacked * classes;
        float most = toFloat(logits[at]), sum = 0;
        for (int c = 1; c < classes; c++) most = fmaxf(most, toFloat(logits[at + c]));
        for (int c = 0; c < classes; c++) sum += expf(toFloat(logits[at + c]) - most);
        // What is read below is not yet overwritten where out is logits: a thread owns its classes.
        for (int c = 0; c < classes; c++) out[at + c] = toNumber(expf(toFloat(logits[at + c]) - most) / sum);
        if (out != logits && i % stacked == 0) for (int c = channels; c < padded; c++) out[i / stacked * padded + c] = toNumber(0);
    }
}

// Whether class `own` of the classes at p is the most probable, the first of equal ones.
__device__ inline bool decides(const Number* p, int classes, int own) {
    float v = toFloat(p[own]);
    for (int c = 0; c < classes; c++) {
        float other = toFloat(p[c]);
        if (other > v || (other == v && c < own)) return false;
    }
    return true;
}

// partial[N][blocks][5][P]: of p, p y, y and y log p, and voxels that a class decides.
extern "C" __global__ void classSums(const Number* p, const Number* labels, long long voxels, int channels, int padded, int classes, int logs,
        float* partial) {
    Rows r = rowsOf(padded);
    float sums[5][8] = {}, v[8];
    EACH_VOXEL(i, r, voxels) {
        long long at = blockIdx.y * voxels + i;
        int label = (int) toFloat(labels[at]);
        loadChunk(p + at * padded + r.lane * 8, padded, v);
        EIGHT(k) {
            int channel = r.lane * 8 + k;
            if (channel < channels) {
                float y = channel % classes == label ? 1 : 0;
                sums[0][k] += v[k];
                sums[1][k] += v[k] * y;
                sums[2][k] += y;
                if (logs && y > 0) sums[3][k] += logf(fmaxf(v[k], 1.17549435e-38f));
                sums[4][k] += decides(p + at * padded + channel / classes * classes, classes, channel % classes);
            }
        }
    }
    for (int kind = 0; kind < 5; kind++) rowSums(sums[kind], r, padded, partialOf(partial, kind, 5, padded));
}

// Of sums[5][N · C]: what each adds to Σ dice (1 − (2 Σpy + a) / (Σp + Σy + b)) − logarithm Σ y log p. Vectors [N · C].
extern "C" __global__ void lossGradient(const double* sums, int planes, const double* dice, const double* logarithm, double a, double b,
        float* byProbability, float* byOverlap, float* byLogarithm) {
    EACH(i, planes) {
        double numerator = 2 * sums[planes + i] + a, denominator = sums[i] + sums[2 * planes + i] + b;
        byProbability[i] = (float) (dice[i] * numerator / (denominator * denominator));
        byOverlap[i] = (float) (-2 * dice[i] / denominator);
        byLogarithm[i] = (float) -logarithm[i];
    }
}

// In place of the probabilities: p_c (s_c - Σ p_k s_k) + byLogarithm_label (y_c - p_c), s = byProbability + y · byOverlap; vectors [N · C].
extern "C" __global__ void softmaxGradient(Number* p, const Number* labels, int samples, long long voxels, int channels, int padded,
        int classes, const float* byProbability, const float* byOverlap, const float* byLogarithm) {
    int stacked = channels / classes;
    EACH(i, samples * voxels * stacked) {
        long long voxel = i / stacked, at = voxel * padded + i % stacked * classes;
        int plane = (int) (voxel / voxels) * channels + (int) (i % stacked) * classes, label = (int) toFloat(labels[voxel]);
        float mean = 0;
        for (int c = 0; c < classes; c++) {
            mean += toFloat(p[at + c]) * (byProbability[plane + c] + (c == label ? byOverlap[plane + c] : 0));
        }
        float log = byLogarithm[plane + label];
        for (int c = 0; c < classes; c++) {
            float v = toFloat(p[at + c]), s = byProbability[plane + c] + (c == label ? byOverlap[plane + c] : 0);
            p[at + c] = toNumber(v * (s - mean) + log * ((c == label ? 1 : 0) - v));
        }
    }
}
