package org.attunet.model.kernel.cuda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** CUDA C compiled for one kind of GPU by NVRTC, which needs no GPU and no compiler on the machine. */
final class CompiledKernels {
    private CompiledKernels() {}

    /**
     * Machine code.
     *
     * @param source what to compile
     * @param capability compute capability without its point, such as 90
     * @throws DeviceException with the compiler's log
     */
    static byte[] of(KernelSource source, int capability, Precision precision) {
        _nvrtcProgram program = new _nvrtcProgram();
        try (BytePointer text = new BytePointer(source.text(), StandardCharsets.UTF_8);
                BytePointer name = new BytePointer("kernels.cu")) {
            check(nvrtc.nvrtcCreateProgram(program, text, name, 0, (PointerPointer<?>) null, (PointerPointer<?>) null));
            return compiled(program, options(capability, precision));
        } finally {
            nvrtc.nvrtcDestroyProgram(program);
        }
    }

    private static List<String> options(int capability, Precision precision) {
        List<String> options = new ArrayList<>(List.of("--gpu-architecture=sm_" + capability, "-default-device"));
        if (precision == Precision.BFLOAT16) {
            options.add("-DBFLOAT16");
        }
        return options;
    }

    private static byte[] compiled(_nvrtcProgram program, List<String> options) {
        try (PointerPointer<BytePointer> list = new PointerPointer<>(options.toArray(String[]::new));
                SizeTPointer size = new SizeTPointer(1)) {
            if (nvrtc.nvrtcCompileProgram(program, options.size(), list) != 0) {
                throw new DeviceException("the GPU's kernels do not compile with " + options + ":\n" + log(program));
            }
            check(nvrtc.nvrtcGetCUBINSize(program, size));
            byte[] code = new byte[(int) size.get()];
            check(nvrtc.nvrtcGetCUBIN(program, code));
            return code;
        }
    }

    private static String log(_nvrtcProgram program) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            check(nvrtc.nvrtcGetProgramLogSize(program, size));
            byte[] log = new byte[(int) size.get()];
            check(nvrtc.nvrtcGetProgramLog(program, log));
            return new String(log, StandardCharsets.UTF_8).strip();
        }
    }

    private static void check(int status) {
        if (status != 0) {
            throw new DeviceException(
                    "NVRTC failed: " + nvrtc.nvrtcGetErrorString(status).getString());
        }
    }
}
