package org.attunet.experiments.run;

import java.util.List;
import java.util.function.Function;
import org.attunet.data.DataException;
import org.attunet.experiments.task.Spares;
import org.attunet.experiments.task.TaskContext;
import org.attunet.model.engine.Backend;

/** What tasks of an order share in a process: models and the list of scans, each read once, and jobs that are ready. */
public final class PredictShare {
    private final PredictOrder order;
    private final Spares<PredictionJob> jobs = new Spares<>();
    private PredictionModels models;
    private List<Scan> scans;

    private PredictShare(PredictOrder order) {
        this.order = order;
    }

    /** Of the process that a context belongs to. */
    public static PredictShare of(PredictOrder order, TaskContext context) {
        return context.shared(order, PredictShare.class, () -> new PredictShare(order));
    }

    /** The models. */
    public synchronized PredictionModels models() {
        if (models == null) {
            models = order.read();
        }
        return models;
    }

    /** The scans, not yet read. */
    public synchronized List<Scan> scans() {
        if (scans == null) {
            scans = order.scans().found();
        }
        return scans;
    }

    /** The scan of this id. */
    Scan scan(String id) {
        return scans().stream()
                .filter(scan -> scan.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "the scan " + id + " is no longer in " + order.scans().in()));
    }

    /** Makes the first job, which fails where every task would. */
    public void prepare(Backend backend) {
        with(backend, job -> true);
    }

    /** Does something with a job that nobody else uses meanwhile. */
    <R> R with(Backend backend, Function<PredictionJob, R> work) {
        return jobs.with(() -> models().job(order.postprocessing(), backend), work);
    }
}
