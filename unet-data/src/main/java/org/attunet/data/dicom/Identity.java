package org.attunet.data.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a file says of the patient and the day; only ever asked whether a name contains it. */
final class Identity {
    private static final int[] NAMES = {Tags.PATIENT_NAME, Tags.OTHER_NAMES};
    private static final int[] NUMBERS = {Tags.PATIENT_ID, Tags.OTHER_IDS, Tags.ACCESSION_NUMBER};
    private static final int[] DATES = {
        Tags.BIRTH_DATE, Tags.STUDY_DATE, Tags.SERIES_DATE, Tags.ACQUISITION_DATE, Tags.CONTENT_DATE
    };
    private static final int SHORTEST = 3;
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{5}");

    private final List<String> words = new ArrayList<>();
    private final List<String> dates = new ArrayList<>();

    private Identity() {}

    static Identity of(DataSet set) {
        Identity identity = new Identity();
        if (!isPseudonym(set)) {
            for (int tag : NAMES) {
                identity.addWords(set.text(tag).split("[\\^=\\\\\\s,]+"));
            }
            for (int tag : NUMBERS) {
                identity.addWords(set.text(tag).split("\\\\"));
            }
        }
        for (int tag : DATES) {
            identity.addDate(set.text(tag));
        }
        return identity;
    }

    /**
     * Whether the number that is left is one made to be used: archives say that they removed the identity, or put the same
     * pseudonym in the place of name and number, which no person's are.
     */
    private static boolean isPseudonym(DataSet set) {
        String name = plain(set.text(Tags.PATIENT_NAME));
        String number = set.text(Tags.PATIENT_ID);
        boolean nameless = name.isEmpty() || name.startsWith("anon");
        return set.text(Tags.IDENTITY_REMOVED).equals("YES")
                || (!name.isEmpty() && name.equals(plain(number)))
                || (nameless && !LONG_NUMBER.matcher(number).find());
    }

    private void addWords(String[] parts) {
        for (String part : parts) {
            String word = plain(part);
            if (word.length() >= SHORTEST) {
                words.add(word);
            }
        }
    }

    /** The date as year, month, day and in the two other orders in use. */
    private void addDate(String date) {
        String digits = date.replaceAll("\\D", "");
        if (digits.length() == 8) {
            String year = digits.substring(0, 4);
            String month = digits.substring(4, 6);
            String day = digits.substring(6);
            dates.add(digits);
            dates.add(day + month + year);
            dates.add(month + day + year);
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Whether a name says who or when. */
    boolean isToldBy(String name) {
        String plain = plain(name);
        String digits = name.replaceAll("\\D", "");
        return words.stream().anyMatch(plain::contains) || dates.stream().anyMatch(digits::contains);
    }

    @Override
    public String toString() {
        return "withheld";
    }
}
