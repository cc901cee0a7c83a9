// What CUDA C has and C++ has not, for kernels that run on the host: blocks one after the other, the threads of a block as coroutines that
// change at every barrier, or one after the other where a kernel has none.
#include <jni.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>

#define __global__
#define __device__
#define __shared__

struct Index { unsigned int x, y, z; };
static Index blockIdx, blockDim, gridDim, threadIdx;
struct uint4 { unsigned int x, y, z, w; };
struct float4 { float x, y, z, w; };
static inline uint4 make_uint4(unsigned int x, unsigned int y, unsigned int z, unsigned int w) { return {x, y, z, w}; }
static inline float4 make_float4(float x, float y, float z, float w) { return {x, y, z, w}; }
static inline float __uint_as_float(unsigned int u) { float f; memcpy(&f, &u, 4); return f; }
static inline unsigned int __float_as_uint(float f) { unsigned int u; memcpy(&u, &f, 4); return u; }
static inline float __fadd_rn(float a, float b) { return a + b; }
static inline float __fmul_rn(float a, float b) { return a * b; }
static inline double __dadd_rn(double a, double b) { return a + b; }
static inline double __dmul_rn(double a, double b) { return a * b; }
static inline int min(int a, int b) { return a < b ? a : b; }
static inline int max(int a, int b) { return a > b ? a : b; }

float cells[1 << 16];

static ucontext_t scheduler, threads[1024];
static bool ended[1024];
static void (*running)(void**);
static void** given;
static float exchanged[1024];

static void barrier() {
    unsigned int own = threadIdx.x;
    swapcontext(&threads[own], &scheduler);
    threadIdx.x = own;
}
static inline void __syncthreads() { barrier(); }
static inline float __shfl_xor_sync(unsigned int, float value, int mask) {
    exchanged[threadIdx.x] = value;
    barrier();
    float other = exchanged[threadIdx.x ^ mask];
    barrier();
    return other;
}

static void thread() {
    unsigned int own = threadIdx.x;
    running(given);
    ended[own] = true;
    swapcontext(&threads[own], &scheduler);
}

static void block(bool hasBarriers) {
    static char* stacks = (char*) malloc(1024l << 16);
    if (!hasBarriers) {
        for (threadIdx.x = 0; threadIdx.x < blockDim.x; threadIdx.x++) running(given);
        return;
    }
    for (unsigned int t = 0; t < blockDim.x; t++) {
        ended[t] = false;
        getcontext(&threads[t]);
        threads[t].uc_stack.ss_sp = stacks + ((long) t << 16);
        threads[t].uc_stack.ss_size = 1 << 16;
        threads[t].uc_link = &scheduler;
        makecontext(&threads[t], thread, 0);
    }
    for (bool more = true; more;) {
        more = false;
        for (unsigned int t = 0; t < blockDim.x; t++) {
            if (ended[t]) continue;
            threadIdx.x = t;
            swapcontext(&scheduler, &threads[t]);
            more = more || !ended[t];
        }
    }
}
