package org.attunet.model.kernel.cuda;

import static org.bytedeco.cuda.global.cudart.cudaGetLastError;
import static org.bytedeco.cuda.global.cudart.cudaGraphDestroy;
import static org.bytedeco.cuda.global.cudart.cudaGraphExecDestroy;
import static org.bytedeco.cuda.global.cudart.cudaGraphInstantiateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaGraphLaunch;
import static org.bytedeco.cuda.global.cudart.cudaStreamBeginCapture;
import static org.bytedeco.cuda.global.cudart.cudaStreamEndCapture;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one stream was asked for, as a CUDA graph. */
final class GraphRecording implements Recording {
    private static final Logger LOG = LoggerFactory.getLogger(GraphRecording.class);

    /** Memory may be asked for meanwhile, and by other threads. */
    private static final int RELAXED = 2;

    private final CUstream_st stream;
    private final CUgraphExec_st executable = new CUgraphExec_st();
    private final Set<Workspace.Block> workspaces = new LinkedHashSet<>();
    private boolean isOpen;

    GraphRecording(CUstream_st stream) {
        this.stream = stream;
    }

    /** A convolution computes in this memory, which must outlive the graph. */
    void uses(Workspace.Block block) {
        if (workspaces.add(block)) {
            block.hold();
        }
    }

    /** Captures work; nothing where CUDA makes no graph of it, which is logged. */
    Optional<Recording> capture(Runnable work) {
        CUgraph_st graph = new CUgraph_st();
        Cuda.check(cudaStreamBeginCapture(stream, RELAXED), "beginning a graph");
        int status;
        try {
            work.run();
        } finally {
            status = cudaStreamEndCapture(stream, graph);
        }
        if (status == 0) {
            status = cudaGraphInstantiateWithFlags(executable, graph, 0);
            cudaGraphDestroy(graph);
        }
        isOpen = status == 0;
        if (!isOpen) {
            cudaGetLastError(); // forgets it
            LOG.warn("CUDA makes no graph of a step (error {}): its kernels are launched one by one", status);
            releaseWorkspaces();
            return Optional.empty();
        }
        return Optional.of(this);
    }

    @Override
    public void play() {
        if (!isOpen) {
            throw new IllegalStateException("the graph is closed");
        }
        Cuda.check(cudaGraphLaunch(executable, stream), "launching a graph");
    }

    private void releaseWorkspaces() {
        workspaces.forEach(Workspace.Block::release);
        workspaces.clear();
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            Cuda.check(cudaGraphExecDestroy(executable), "closing a graph");
            releaseWorkspaces();
        }
    }
}
