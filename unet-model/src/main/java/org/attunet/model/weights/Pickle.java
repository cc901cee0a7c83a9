package org.attunet.model.weights;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle as data. Python's own reader calls whatever function a pickle names; this one calls nothing: names of
 * {@link TorchNames} become storages and tensors or are passed over, any other name is refused. Dictionaries become maps, lists,
 * tuples and sets become lists; nothing is ever walked through that a pickle could have nested without end.
 */
final class Pickle {
    private static final Object MARK = new Object();

    private final byte[] bytes;
    private final String file;
    private int at;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(byte[] bytes, String file) {
        this.bytes = bytes;
        this.file = file;
    }

    /** Stands for Python's None: a deque holds no nulls. */
    static final Object NONE = new Object();

    /** A name that the pickle asks for. */
    record Global(String module, String name) {
        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    /** An object of no interest. */
    record Opaque(Global kind) {}

    /**
     * The pickled object.
     *
     * @throws WeightsException if the pickle is damaged or asks for anything but tensors
     */
    static Object read(byte[] bytes, String file) {
        Pickle pickle = new Pickle(bytes, file);
        try {
            return pickle.run();
        } catch (IndexOutOfBoundsException
                | java.util.NoSuchElementException
                | ClassCastException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw new WeightsException(file + " is damaged: its pickle cannot be followed at byte " + pickle.at, e);
        }
    }

    private Object run() {
        while (true) {
            int operation = next();
            if (operation == '.') {
                return pop();
            }
            if (!number(operation) && !text(operation) && !container(operation) && !memory(operation)) {
                object(operation);
            }
        }
    }

    private int next() {
        return bytes[at++] & 0xff;
    }

    /** Little-endian, unsigned. */
    private long unsigned(int width) {
        long value = 0;
        for (int n = 0; n < width; n++) {
            value |= (long) next() << (8 * n);
        }
        return value;
    }

    private byte[] take(long count) {
        if (count < 0 || count > bytes.length - at) {
            throw new IndexOutOfBoundsException("string of " + count + " bytes");
        }
        at += (int) count;
        return java.util.Arrays.copyOfRange(bytes, at - (int) count, at);
    }

    private String line() {
        int start = at;
        while (next() != '\n') {}
        return new String(bytes, start, at - 1 - start, StandardCharsets.UTF_8);
    }

    private Object pop() {
        Object top = stack.pop();
        if (top == MARK) {
            throw new IllegalArgumentException("mark where a value should be");
        }
        return top;
    }

    private boolean push(Object value) {
        stack.push(value);
        return true;
    }

    /** Values down to the last mark, in the order they were pushed. */
    private List<Object> popToMark() {
        List<Object> values = new ArrayList<>();
        for (Object top = stack.pop(); top != MARK; top = stack.pop()) {
            values.add(top);
        }
        Collections.reverse(values);
        return values;
    }

    private boolean number(int operation) {
        return switch (operation) {
            case 'N' -> push(NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) (int) unsigned(4));
            case 'K' -> push(unsigned(1));
            case 'M' -> push(unsigned(2));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(unsigned(8))));
            case 'F' -> push(Double.valueOf(line()));
            case 'I' -> push(integer(line()));
            case 'L' -> push(Long.valueOf(line().replace("L", "")));
            case 0x8a -> push(integer(take(unsigned(1))));
            case 0x8b -> push(integer(take(unsigned(4))));
            default -> false;
        };
    }

    private static Object integer(String text) {
        return switch (text) {
            case "00" -> false;
            case "01" -> true;
            default -> Long.valueOf(text);
        };
    }

    /** Two's complement, little-endian. */
    private static Long integer(byte[] little) {
        byte[] big = little.clone();
        for (int n = 0; n < big.length; n++) {
            big[n] = little[big.length - 1 - n];
        }
        return big.length == 0 ? 0L : new BigInteger(big).longValueExact();
    }

    private boolean text(int operation) {
        return switch (operation) {
            case 'X' -> push(utf8(take(unsigned(4))));
            case 0x8c -> push(utf8(take(unsigned(1))));
            case 0x8d -> push(utf8(take(unsigned(8))));
            case 'T' -> push(utf8(take(unsigned(4))));
            case 'U' -> push(utf8(take(unsigned(1))));
            case 'V', 'S' -> push(line());
            case 'B' -> push(take(unsigned(4)));
            case 'C' -> push(take(unsigned(1)));
            case 0x8e, 0x96 -> push(take(unsigned(8)));
            default -> false;
        };
    }

    private static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    private boolean container(int operation) {
        return switch (operation) {
            case '(' -> push(MARK);
            case ']', ')', 0x8f -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<>());
            case 'l', 't', 0x91 -> push(popToMark());
            case 0x85 -> tuple(1);
            case 0x86 -> tuple(2);
            case 0x87 -> tuple(3);
            case 'd' -> {
                List<Object> pairs = popToMark();
                push(new LinkedHashMap<>());
                yield put(pairs);
            }
            case 's' -> {
                Object value = pop();
                yield put(List.of(pop(), value));
            }
            case 'u' -> put(popToMark());
            case 'a' -> {
                Object value = pop();
                yield add(List.of(value));
            }
            case 'e', 0x90 -> add(popToMark());
            default -> false;
        };
    }

    private boolean tuple(int size) {
        Object[] values = new Object[size];
        for (int n = size - 1; n >= 0; n--) {
            values[n] = pop();
        }
        return push(new ArrayList<>(List.of(values)));
    }

    @SuppressWarnings("unchecked")
    private boolean add(List<Object> values) {
        if (stack.element() instanceof List<?> list) {
            ((List<Object>) list).addAll(values);
        }
        return true;
    }

    /** A key that is no text or number is kept by identity: its hash could take forever. */
    @SuppressWarnings("unchecked")
    private boolean put(List<Object> pairs) {
        if (stack.element() instanceof Map<?, ?> map) {
            for (int n = 0; n < pairs.size(); n += 2) {
                Object key = pairs.get(n);
                boolean simple = key instanceof String || key instanceof Number;
                ((Map<Object, Object>) map).put(simple ? key : new Object(), pairs.get(n + 1));
            }
        }
        return true;
    }

    private boolean memory(int operation) {
        return switch (operation) {
            case 0x80 -> unsigned(1) >= 0;
            case 0x95 -> unsigned(8) != Long.MIN_VALUE;
            case '0' -> pop() != MARK;
            case '1' -> popToMark() != null;
            case '2' -> push(stack.element());
            case 'p' -> remember(Integer.parseInt(line()));
            case 'q' -> remember((int) unsigned(1));
            case 'r' -> remember((int) unsigned(4));
            case 0x94 -> remember(memo.size());
            case 'g' -> recall(Integer.parseInt(line()));
            case 'h' -> recall((int) unsigned(1));
            case 'j' -> recall((int) unsigned(4));
            default -> false;
        };
    }

    private boolean remember(int place) {
        memo.put(place, stack.element());
        return true;
    }

    private boolean recall(int place) {
        if (!memo.containsKey(place)) {
            throw new IllegalArgumentException("nothing remembered at " + place);
        }
        return push(memo.get(place));
    }

    private void object(int operation) {
        switch (operation) {
            case 'c' -> push(global(line(), line()));
            case 0x93 -> {
                String name = (String) pop();
                push(global((String) pop(), name));
            }
            case 'R', 0x81 -> {
                List<?> arguments = (List<?>) pop();
                push(TorchNames.call(pop(), arguments));
            }
            case 0x92 -> {
                pop();
                List<?> arguments = (List<?>) pop();
                push(TorchNames.call(pop(), arguments));
            }
            case 'b' -> pop();
            case 'Q' -> push(TorchNames.storage((List<?>) pop()));
            default ->
                throw new WeightsException(file + " is damaged or no checkpoint: its pickle has the operation "
                        + String.format("0x%02x", operation) + " at byte " + (at - 1));
        }
    }

    private Global global(String module, String name) {
        Global global = new Global(module, name);
        if (!TorchNames.isHarmless(global)) {
            throw new WeightsException(
                    file + " asks for " + global + ". Only tensors are read and nothing is ever executed;"
                            + " if you trust the file, save the weights alone in PyTorch: torch.save(model.state_dict(), path)");
        }
        return global;
    }
}
