package org.attunet.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.attunet.data.DataException;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Mask;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Segmenter;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.BackendChoice;

/**
 * One model for many: {@code curl --data-binary @scan.nii.gz http://127.0.0.1:8080/mask > mask.nii.gz}. On the loopback address alone;
 * who lets others in puts something before it that knows them. Start: {@code SegmentationService MODEL.zip PORT}
 */
public final class SegmentationService implements AutoCloseable {
    private static final long MOST_BYTES = 1L << 30;

    private final BlockingQueue<Segmenter> idle;
    private final ExecutorService threads;
    private final HttpServer server;

    /**
     * Listens at once.
     *
     * @param port 0 takes a free one
     * @param together scans that are segmented at the same time; each has a network's memory of its own
     */
    public SegmentationService(Model model, int port, int together) throws IOException {
        Backend backend = BackendChoice.AUTO.resolve();
        idle = new ArrayBlockingQueue<>(together);
        for (int n = 0; n < together; n++) {
            idle.add(model.segmenter(backend)); // the model is shared, a segmenter serves one thread at a time
        }
        threads = Executors.newFixedThreadPool(together);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/mask", this::serve);
        server.start();
    }

    /** Where scans are to be sent. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mask");
    }

    private void serve(HttpExchange exchange) throws IOException {
        Path folder = Files.createTempDirectory("scan");
        Path scan = folder.resolve("scan.nii.gz");
        Path mask = folder.resolve("mask.nii.gz");
        try (exchange) {
            serve(exchange, scan, mask);
        } finally {
            Files.deleteIfExists(scan);
            Files.deleteIfExists(mask);
            Files.delete(folder);
        }
    }

    private void serve(HttpExchange exchange, Path scan, Path mask) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, text("POST a NIfTI file here"));
            return;
        }
        if (!receive(exchange, scan)) {
            answer(exchange, 413, text("more than " + MOST_BYTES + " bytes"));
            return;
        }
        try {
            NiftiWriter.write(segment(scan), mask);
        } catch (DataException e) {
            answer(exchange, 422, text(e.getMessage())); // written for users; of files it names the copy here
            return;
        }
        answer(exchange, 200, Files.readAllBytes(mask));
    }

    private static boolean receive(HttpExchange exchange, Path file) throws IOException {
        long bytes = 0;
        try (InputStream in = exchange.getRequestBody();
                OutputStream out = Files.newOutputStream(file)) {
            byte[] piece = new byte[1 << 16];
            for (int read = in.read(piece); read >= 0 && bytes <= MOST_BYTES; read = in.read(piece)) {
                out.write(piece, 0, read);
                bytes += read;
            }
        }
        return bytes <= MOST_BYTES;
    }

    private Mask segment(Path scan) {
        Segmenter mine = idle.remove(); // as many as threads
        try {
            return mine.segment(NiftiReader.readPlaced(scan, Optional.empty()).volume())
                    .mask();
        } finally {
            idle.add(mine);
        }
    }

    private static byte[] text(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    /** Serves until it is stopped. */
    public static void main(String[] args) throws IOException {
        SegmentationService service =
                new SegmentationService(ModelFile.read(Path.of(args[0])), Integer.parseInt(args[1]), 2);
        System.out.println(service.uri());
    }
}
