package org.attunet.experiments.spark;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A standalone cluster of this machine: a master and workers, each a process of its own, that only this machine can reach. All end with
 * it, or with the process that made it.
 */
final class LoopbackCluster implements AutoCloseable {
    static final String ADDRESS = "127.0.0.1";

    private static final long BETWEEN_TRIES_MS = 100;
    private static final long LONGEST_START_S = 120;

    private final Path home;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();
    private int added;

    /** Starts the master; {@code home} stands for an installation of Spark, whose jars are those of this process's class path. */
    LoopbackCluster(Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve("jars"));
        port = freePort();
        master = start(List.of(), "org.apache.spark.deploy.master.Master", "--host", ADDRESS, "--port", "" + port);
        try {
            awaitMaster();
        } catch (RuntimeException | IOException e) {
            close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitMaster() throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_S);
        while (master.isAlive() && System.nanoTime() < until) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (ConnectException e) {
                pause();
            }
        }
        throw new IllegalStateException("the master did not start: " + Files.readString(home.resolve("Master.log")));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One more machine, with so many cores. */
    void addWorker(int cores, String... options) throws IOException {
        Path work = home.resolve("work-" + ++added);
        workers.add(start(
                List.of(options),
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                ADDRESS,
                "--cores",
                "" + cores,
                "--memory",
                "4g",
                "--work-dir",
                work.toString(),
                url()));
    }

    /** Kills the machine of an executor with whatever runs there, and puts another in its place. */
    void replaceMachineOf(ProcessHandle executor) throws IOException {
        Process worker = workers.stream()
                .filter(candidate -> candidate.children().anyMatch(executor::equals))
                .findFirst()
                .orElseThrow();
        workers.remove(worker);
        end(worker);
        addWorker(1);
    }

    private static void end(Process worker) {
        List<ProcessHandle> all = worker.descendants().toList();
        worker.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private Process start(List<String> options, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), WithParent.class.getName(), main, "--webui-port", "0"));
        command.addAll(List.of(arguments));
        File log =
                home.resolve(main.substring(main.lastIndexOf('.') + 1) + ".log").toFile();
        return environment(new ProcessBuilder(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** Java as the launcher starts it for Spark. */
    static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+")));
        return command;
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Of every process of the cluster, and of drivers. */
    ProcessBuilder environment(ProcessBuilder process) {
        process.environment().put("SPARK_HOME", home.toString());
        process.environment().put("SPARK_SCALA_VERSION", "2.13"); // which an installation says itself
        process.environment().put("SPARK_LOCAL_IP", ADDRESS);
        process.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        return process;
    }

    String url() {
        return "spark://" + ADDRESS + ":" + port;
    }

    /** Processes that run tasks now: a worker starts no others. */
    List<ProcessHandle> executors() {
        return workers.stream().flatMap(worker -> worker.children()).toList();
    }

    @Override
    public void close() {
        Stream.concat(workers.stream(), Stream.of(master)).forEach(LoopbackCluster::end);
    }
}
