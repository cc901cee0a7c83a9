package org.attunet.train;

/** Training went where no further step leads back from; says when, what was seen, and what to try. The launcher exits with 5. */
public class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Divergence divergence;
    private final String what;

    /**
     * @param divergence how
     * @param what when and what was seen, one sentence without its full stop
     * @param remedy what to try
     */
    public DivergedException(Divergence divergence, String what, String remedy) {
        super(what + ". " + remedy);
        this.divergence = divergence;
        this.what = what;
    }

    /** @param recorded the message of a run that ended so before */
    public DivergedException(String recorded) {
        super(recorded);
        this.divergence = Divergence.NUMBERS;
        this.what = recorded;
    }

    /** When and what was seen. */
    public String what() {
        return what;
    }

    /** How the run diverged. */
    public Divergence divergence() {
        return divergence;
    }
}
