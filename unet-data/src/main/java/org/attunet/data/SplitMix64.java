package org.attunet.data;

/** The arithmetic of SplitMix64 (Steele, Lea and Flood 2014), by which keys become random bits. Fixed for good: seeds are kept. */
public final class SplitMix64 {
    /** What its counter grows by: 2^64 over the golden ratio. */
    public static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    /** Its finaliser: every bit of the result hangs on every bit given. */
    public static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
