package org.attunet.data;

/**
 * Every kind of input that is refused, put right or taken with a warning. {@code docs/bad-input.md} has a row for each, with what it
 * gets and the tests that show it; the constants' names are the codes that findings and messages carry.
 */
public enum BadInput {
    D1("a series with missing slices"),
    D2("slices at uneven distances or off their line"),
    D3("round-off in positions of slices"),
    D4("a gantry tilt"),
    D5("two slices at one place"),
    D6("several series where one is asked for"),
    D7("images beside the series: localizers, captures, reports, reformats"),
    D8("slices of different sizes or pixel spacings"),
    D9("a slope and intercept of each slice's own"),
    D10("stored values without slope or intercept"),
    D11("a number of stored bits that is none"),
    D12("padding"),
    D13("compressed pixels"),
    D14("a slice thickness that is not the distance of slices"),
    D15("instance numbers and file names in another order than the slices"),
    D16("slices without position or orientation"),
    D17("files that are damaged, empty or not DICOM"),
    D18("DICOM without preamble or meta header"),
    D19("multi-frame images"),
    D20("fewer slices than a volume needs"),
    D21("another position of the patient"),
    D22("another modality than CT, colour"),
    D23("slopes and intercepts that give no HU"),
    D24("a Modality LUT, a rescale type other than HU"),
    D25("unclear references between slices"),
    D26("files whose content is not there, links back up"),
    D27("header and data set in different transfer syntaxes"),
    D28("floating-point pixels, archives and compressed files in a folder"),

    N1("what is no NIfTI file"),
    N2("damaged gzip, a name that lies about compression"),
    N3("big endian, any type"),
    N4("impossible dimensions"),
    N5("data that are shorter or longer than the header says"),
    N6("images of two axes"),
    N7("images of four axes and more"),
    N8("values that are no real numbers, or whose size is said wrong"),
    N9("an impossible place of the data"),
    N10("a pixdim of no use"),
    N11("a qfac that is no sign"),
    N12("sform and qform that disagree"),
    N13("neither sform nor qform"),
    N14("shear, a singular affine"),
    N15("a unit of length that is unknown or not millimetres"),
    N16("slope and intercept of no use"),
    N17("voxels that are not finite"),
    N18("an image of one value"),
    N19("values that no CT has"),
    N20("a field of view that no body has"),
    N21("another format under a NIfTI file's name"),

    L1("a label of another shape than its image"),
    L2("a label of another spacing"),
    L3("a label in another place or direction"),
    L4("a label whose content is flipped under the same header"),
    L5("label values between integers"),
    L6("label values that are no class"),
    L7("a label without foreground"),
    L8("CT values in place of labels"),
    L9("a label in several pieces"),
    L10("label values that the map does not list"),
    L11("a label without background"),

    S1("files that make no pair"),
    S2("one scan in two parts of a split"),
    S3("a split that is none or names missing cases"),
    S4("volumes smaller than the patch"),

    M1("voxels of another size than a model was trained on"),
    M2("test-time flips that a model never saw"),
    M3("classes without a voxel, dropped pieces"),
    M4("hostile archives and models"),
    M5("weights that say nothing of their inputs"),
    M6("checkpoints of several state dictionaries"),
    M7("a model evaluated on cases of its own training"),
    M8("a coarse mask that is empty or odd"),
    M9("test cases that a model was trained on, by what they show"),
    M10("a mask that is predicted to be poor"),

    C2("a target that cannot be written"),
    C3("file names in any script and form"),
    C4("settings files that are none, or too much of it", 3),
    C5("what killed commands leave behind"),
    C6("memory or profiles for the launcher that are none", 3),
    C7("names, ids and dates of patients"),

    U1("a statistics database that holds anything else", 0),
    U2("a statistics database that was cut off", 0),
    U3("names that are markup", 0),
    U4("links and files in a run that lead elsewhere", 0),
    U5("another host's name in a request", 0),
    U6("requests on behalf of other websites", 0),
    U7("requests that no page makes", 0),
    U8("statistics of an earlier build", 0),

    /** What has no row of its own. */
    DATA("other data of no use");

    private final String meaning;
    private final int exitCode;

    BadInput(String meaning) {
        this(meaning, 4);
    }

    BadInput(String meaning, int exitCode) {
        this.meaning = meaning;
        this.exitCode = exitCode;
    }

    /** What it is, in few words. */
    public String meaning() {
        return meaning;
    }

    /** What a command that refuses it ends with; 0 where a server goes on. */
    public int exitCode() {
        return exitCode;
    }
}
