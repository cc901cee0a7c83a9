package org.attunet.model.kernel.cuda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.attunet.model.kernel.DevicePlans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which plan was chosen for each operation of each size on one device; the same one is taken again as long as it can be had. */
public final class PlanBook {
    private static final Logger LOG = LoggerFactory.getLogger(PlanBook.class);

    private final String device;
    private final Map<String, String> choices = new TreeMap<>();
    private int editions;

    /** Of a device, said with all that a choice depends on. */
    PlanBook(String device) {
        this.device = device;
    }

    /**
     * A plan, and what finds it again.
     *
     * @param choice what was chosen, where it can be said
     * @param plan made of it
     */
    record Chosen<P>(Optional<EngineChoice> choice, P plan) {}

    /** What has been chosen until now. */
    public synchronized DevicePlans all() {
        return new DevicePlans(device, choices);
    }

    /** From here on takes what was chosen in an earlier run on such a device; what was chosen on other ones is of no use. */
    public synchronized void adopt(List<DevicePlans> kept) {
        kept.stream().filter(plans -> plans.device().equals(device)).findFirst().ifPresentOrElse(this::take, () -> {
            if (!kept.isEmpty()) {
                LOG.info(
                        "plans of convolutions are kept of {}; this is {}: they are chosen by it, and the last bits of"
                                + " results may differ",
                        kept.stream().map(DevicePlans::device).toList(),
                        device);
            }
        });
    }

    private void take(DevicePlans plans) {
        choices.putAll(plans.choices());
        editions++;
    }

    /** Counts how often choices were taken over: plans that were made before may be others. */
    synchronized int editions() {
        return editions;
    }

    /**
     * The plan for an operation.
     *
     * @param operation with its size
     * @param again makes the plan of an earlier choice
     * @param first chooses
     * @throws DeviceException where there is none
     */
    synchronized <P> P plan(String operation, Function<EngineChoice, P> again, Supplier<Chosen<P>> first) {
        String kept = choices.get(operation);
        if (kept != null) {
            try {
                return again.apply(EngineChoice.of(kept));
            } catch (DeviceException | IllegalArgumentException e) {
                LOG.warn(
                        "the plan that was kept for {}, {}, cannot be had ({}): another is chosen, and the last bits of results"
                                + " may differ",
                        operation,
                        kept,
                        e.getMessage());
            }
        }
        Chosen<P> chosen = first.get();
        choices.remove(operation);
        chosen.choice().ifPresent(choice -> choices.put(operation, choice.text()));
        return chosen.plan();
    }
}
