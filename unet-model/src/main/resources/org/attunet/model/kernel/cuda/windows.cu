// An image seen by a network in overlapping windows. Images [Z, Y, X] and everything on their grid have the first axis fastest, windows
// [x, y, z] the last one. Where a window is mirrored, `flips` has bit 0, 1 or 2 set for its first, second or third axis.

// Where the voxel at p of a window of [x, y, z] lies in the window's mirror image.
__device__ inline Place acrossWindow(Place p, int flips, int x, int y, int z) {
    if (flips & 1) p.x = x - 1 - p.x;
    if (flips & 2) p.y = y - 1 - p.y;
    if (flips & 4) p.z = z - 1 - p.z;
    return p;
}

// Number of the image's voxel under the one at p of a window that lies at (atX, atY, atZ); -1 beyond the image.
__device__ inline long long underWindow(Place p, int atX, int atY, int atZ, int X, int Y, int Z) {
    int i = atX + p.x, j = atY + p.y, k = atZ + p.z;
    if (i < 0 || j < 0 || k < 0 || i >= X || j >= Y || k >= Z) return -1;
    return i + (long long) X * (j + (long long) Y * k);
}

extern "C" __global__ void cutWindow(const float* image, int one, int X, int Y, int Z, int atX, int atY, int atZ, int flips, int sample,
        int samples, int x, int y, int z, Number* input) {
    long long voxels = (long long) x * y * z;
    EACH(i, voxels) {
        long long from = underWindow(acrossWindow(placeOf(i, x, y, z), flips, x, y, z), atX, atY, atZ, X, Y, Z);
        input[sample * voxels + i] = toNumber(from < 0 ? 0 : image[from]);
    }
}

// Products are rounded before they are added, as on the host.
extern "C" __global__ void addWindow(const Number* logits, int padded, int classes, const float* importance, int sample, int samples, int x,
        int y, int z, int atX, int atY, int atZ, int one, int X, int Y, int Z, float* sums, float* weights) {
    long long voxels = (long long) x * y * z, all = (long long) X * Y * Z;
    EACH(i, voxels) {
        long long to = underWindow(placeOf(i, x, y, z), atX, atY, atZ, X, Y, Z);
        if (to < 0) continue;
        const Number* own = logits + (sample * voxels + i) * padded;
        for (int c = 0; c < classes; c++) sums[c * all + to] = __fadd_rn(sums[c * all + to], __fmul_rn(importance[i], toFloat(own[c])));
        weights[to] += importance[i];
    }
}

// means[N, x, y, z, classes] of probabilities; the first look fills them.
extern "C" __global__ void addLook(const Number* logits, int padded, int classes, int flips, int number, int looks, int samples, int x, int y,
        int z, float* means) {
    EACH(i, (long long) samples * x * y * z) {
        Place p = acrossWindow(placeOf(i, x, y, z), flips, x, y, z);
        const Number* own = logits + voxelOf(p.n, p.x, p.y, p.z, x, y, z) * padded;
        float most = toFloat(own[0]), sum = 0;
        for (int c = 1; c < classes; c++) most = fmaxf(most, toFloat(own[c]));
        for (int c = 0; c < classes; c++) sum += expf(toFloat(own[c]) - most);
        for (int c = 0; c < classes; c++) {
            float share = expf(toFloat(own[c]) - most) / sum / looks;
            means[i * classes + c] = number == 0 ? share : means[i * classes + c] + share;
        }
    }
}

// A probability is never quite 0: its logarithm has to stay a number.
extern "C" __global__ void addLooks(const float* means, int classes, const float* importance, int sample, int samples, int x, int y, int z,
        int atX, int atY, int atZ, int one, int X, int Y, int Z, float* sums, float* weights) {
    long long voxels = (long long) x * y * z, all = (long long) X * Y * Z;
    EACH(i, voxels) {
        long long to = underWindow(placeOf(i, x, y, z), atX, atY, atZ, X, Y, Z);
        if (to < 0) continue;
        const float* own = means + (sample * voxels + i) * classes;
        for (int c = 0; c < classes; c++) {
            sums[c * all + to] = __fadd_rn(sums[c * all + to], __fmul_rn(importance[i], logf(fmaxf(own[c], 1e-12f))));
        }
        weights[to] += importance[i];
    }
}

// In place: means of what windows said; where none lay, `unseen` for the first class and minus it for the others.
extern "C" __global__ void windowMeans(float* sums, const float* weights, long long voxels, int classes, float unseen) {
    EACH(i, voxels * classes) {
        float weight = weights[i % voxels];
        sums[i] = weight > 0 ? sums[i] / weight : i < voxels ? unseen : -unseen;
    }
}

// The class with the largest of values[classes][voxels], the first of equals.
extern "C" __global__ void largestClass(const float* values, long long voxels, int classes, unsigned char* labels) {
    EACH(i, voxels) {
        int best = 0;
        for (int c = 1; c < classes; c++) best = values[c * voxels + i] > values[best * voxels + i] ? c : best;
        labels[i] = (unsigned char) best;
    }
}

// Where an image's voxel with this index along an axis begins to lie; -1 beyond the image, which begins at `at`.
__device__ inline long long alongAxis(int index, int at, int length, long long stride) {
    return index < at || index >= at + length ? -1 : (index - at) * stride;
}

__device__ inline float withinImage(const float* values, long long x, long long y, long long z, float beyond) {
    return x < 0 || y < 0 || z < 0 ? beyond : values[x + y + z];
}

// The same on some slices of another grid [_, y, x], first axis fastest, whose values are interpolated, along its third axis first; 0 where
// `lower` is negative. `lower` and `share` are [x + y + z]; `at`, `length`, `stride` are the image's along the other grid's axes.
extern "C" __global__ void largestOnGrid(const float* values, long long voxels, int classes, float unseen, const int* lower,
        const float* share, int x, int y, int firstSlice, int slices, int atX, int atY, int atZ, int lengthX, int lengthY, int lengthZ,
        long long strideX, long long strideY, long long strideZ, unsigned char* labels) {
    EACH(i, (long long) x * y * slices) {
        int a = (int) (i % x), b = x + (int) (i / x % y), c = x + y + firstSlice + (int) (i / x / y);
        labels[i] = 0;
        if (lower[a] < 0 || lower[b] < 0 || lower[c] < 0) continue;
        long long X[2], Y[2], Z[2];
        for (int n = 0; n < 2; n++) {
            X[n] = alongAxis(lower[a] + n, atX, lengthX, strideX);
            Y[n] = alongAxis(lower[b] + n, atY, lengthY, strideY);
            Z[n] = alongAxis(lower[c] + n, atZ, lengthZ, strideZ);
        }
        float best = 0;
        for (int k = 0; k < classes; k++) {
            const float* own = values + k * voxels;
            float beyond = k == 0 ? unseen : -unseen, rows[2];
            for (int n = 0; n < 2; n++) {
                float one = between(withinImage(own, X[n], Y[0], Z[0], beyond), withinImage(own, X[n], Y[0], Z[1], beyond), share[c]);
                float next = between(withinImage(own, X[n], Y[1], Z[0], beyond), withinImage(own, X[n], Y[1], Z[1], beyond), share[c]);
                rows[n] = between(one, next, share[b]);
            }
            float value = between(rows[0], rows[1], share[a]);
            if (k > 0 && value > best) labels[i] = (unsigned char) k;
            if (k == 0 || value > best) best = value;
        }
    }
}
