// Convolutions as they are defined, in place of cuDNN, and the door from Java: the methods of the class that -DCALLS names.
#define DOOR(name) DOOR_OF(CALLS, name)
#define DOOR_OF(calls, name) DOOR_PASTED(calls, name)
#define DOOR_PASTED(calls, name) Java_org_attunet_model_kernel_cuda_##calls##_##name

struct Layout { int n, x, y, z, in, out, edge, stride, padding, ox, oy, oz, reversed; };

template <typename Each> static void eachTap(const Layout& l, Each each) {
    for (int i = 0; i < l.n; i++) for (int n = l.reversed ? l.n - 1 - i : i, x = 0; x < l.ox; x++) for (int y = 0; y < l.oy; y++) for (int z = 0; z < l.oz; z++)
        for (int t = 0; t < l.edge * l.edge * l.edge; t++) {
            int a = x * l.stride + t / l.edge / l.edge - l.padding, b = y * l.stride + t / l.edge % l.edge - l.padding;
            int c = z * l.stride + t % l.edge - l.padding;
            if (a < 0 || a >= l.x || b < 0 || b >= l.y || c < 0 || c >= l.z) continue;
            each((((long) n * l.x + a) * l.y + b) * l.z + c, (((long) n * l.ox + x) * l.oy + y) * l.oz + z, t);
        }
}

static float* forward(const Layout& l, const Number* x, const Number* w) {
    float* sums = (float*) calloc((long) l.n * l.ox * l.oy * l.oz * l.out, sizeof(float));
    eachTap(l, [&](long from, long to, int t) {
        for (int o = 0; o < l.out; o++) for (int c = 0; c < l.in; c++)
            sums[to * l.out + o] += toFloat(x[from * l.in + c]) * toFloat(w[((long) o * l.edge * l.edge * l.edge + t) * l.in + c]);
    });
    return sums;
}

static void store(const float* sums, long count, Number* to) {
    for (long i = 0; i < count; i++) to[i] = toNumber(sums[i]);
    free((void*) sums);
}

extern "C" JNIEXPORT void JNICALL DOOR(convolve)(
        JNIEnv* env, jobject, jint way, jintArray sizes, jlong px, jlong pw, jlong py) {
    Layout l;
    env->GetIntArrayRegion(sizes, 0, 13, (jint*) &l);
    Number *x = (Number*) px, *w = (Number*) pw, *y = (Number*) py;
    int taps = l.edge * l.edge * l.edge;
    long nx = (long) l.n * l.x * l.y * l.z * l.in, ny = (long) l.n * l.ox * l.oy * l.oz * l.out, nw = (long) l.out * taps * l.in;
    if (way == 0) return store(forward(l, x, w), ny, y);
    float* sums = (float*) calloc(way == 1 ? nx : nw, sizeof(float));
    eachTap(l, [&](long from, long to, int t) {
        for (int o = 0; o < l.out; o++) for (int c = 0; c < l.in; c++) {
            long i = from * l.in + c, j = to * l.out + o, k = ((long) o * taps + t) * l.in + c;
            if (way == 1) sums[i] += toFloat(y[j]) * toFloat(w[k]);
            else sums[k] += toFloat(x[i]) * toFloat(y[j]);
        }
    });
    store(sums, way == 1 ? nx : nw, way == 1 ? x : w);
}

extern "C" JNIEXPORT void JNICALL DOOR(convolveAndActivate)(
        JNIEnv* env, jobject, jintArray sizes, jlong px, jlong pw, jlong pb, jfloat slope, jlong py) {
    Layout l;
    env->GetIntArrayRegion(sizes, 0, 13, (jint*) &l);
    long count = (long) l.n * l.ox * l.oy * l.oz * l.out;
    float* sums = forward(l, (Number*) px, (Number*) pw);
    for (long i = 0; i < count; i++) {
        sums[i] += ((float*) pb)[i % l.out];
        if (sums[i] < 0) sums[i] *= slope;
    }
    store(sums, count, (Number*) py);
}

extern "C" JNIEXPORT void JNICALL DOOR(launch)(
        JNIEnv*, jobject, jint kernel, jint blocks, jint samples, jint width, jlong arguments) {
    running = KERNELS[kernel].call;
    given = (void**) arguments;
    blockDim.x = width;
    gridDim = {(unsigned int) blocks, (unsigned int) samples, 1};
    for (blockIdx.y = 0; blockIdx.y < gridDim.y; blockIdx.y++)
        for (blockIdx.x = 0; blockIdx.x < gridDim.x; blockIdx.x++) block(KERNELS[kernel].hasBarriers);
}

// What was never written is no number, and shows.
extern "C" JNIEXPORT jlong JNICALL DOOR(allocate)(JNIEnv*, jobject, jlong bytes) {
    void* memory = 0;
    if (posix_memalign(&memory, 512, bytes)) return 0;
    memset(memory, 0xff, bytes);
    return (jlong) memory;
}
extern "C" JNIEXPORT void JNICALL DOOR(free)(JNIEnv*, jobject, jlong address) { free((void*) address); }
extern "C" JNIEXPORT void JNICALL DOOR(move)(JNIEnv*, jobject, jlong from, jlong to, jlong bytes) {
    memmove((void*) to, (void*) from, bytes);
}
extern "C" JNIEXPORT void JNICALL DOOR(zero)(JNIEnv*, jobject, jlong address, jlong bytes) {
    memset((void*) address, 0, bytes);
}
