package org.attunet.model.kernel.cuda;

/** The kernels compiled for the host in one precision: a class for each, since a library belongs to the class that it is made for. */
interface HostCalls {
    void launch(int kernel, int blocks, int samples, int threads, long arguments);

    void convolve(int way, int[] sizes, long x, long weights, long y);

    void convolveAndActivate(int[] sizes, long x, long weights, long bias, float slope, long y);

    long allocate(long bytes);

    void free(long address);

    void move(long from, long to, long bytes);

    void zero(long address, long bytes);

    /** Of activations that are kept as float. */
    final class OfFloat implements HostCalls {
        @Override
        public native void launch(int kernel, int blocks, int samples, int threads, long arguments);

        @Override
        public native void convolve(int way, int[] sizes, long x, long weights, long y);

        @Override
        public native void convolveAndActivate(int[] sizes, long x, long weights, long bias, float slope, long y);

        @Override
        public native long allocate(long bytes);

        @Override
        public native void free(long address);

        @Override
        public native void move(long from, long to, long bytes);

        @Override
        public native void zero(long address, long bytes);
    }

    /** Of activations that are kept as bfloat16. */
    final class OfBfloat16 implements HostCalls {
        @Override
        public native void launch(int kernel, int blocks, int samples, int threads, long arguments);

        @Override
        public native void convolve(int way, int[] sizes, long x, long weights, long y);

        @Override
        public native void convolveAndActivate(int[] sizes, long x, long weights, long bias, float slope, long y);

        @Override
        public native long allocate(long bytes);

        @Override
        public native void free(long address);

        @Override
        public native void move(long from, long to, long bytes);

        @Override
        public native void zero(long address, long bytes);
    }
}
