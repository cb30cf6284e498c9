package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry in a file to sort in: some 60 octets. */
final class EntryCodec implements ExternalSort.Codec<Entry> {
    private static final List<CollectionState> STATES = List.of(CollectionState.values());
    private static final int HAS_CODE = 1;
    private static final int CODE_IS_KEY = 2;
    private static final int HAS_SERIAL = 4;
    private static final int DATE_ONLY = 8;

    @Override
    public void write(DataOutput out, Entry entry) throws IOException {
        String code = entry.code();
        String serial = entry.serial();
        boolean codeIsKey = entry.key().equals(code);
        out.writeByte((code == null ? 0 : HAS_CODE)
                | (codeIsKey ? CODE_IS_KEY : 0)
                | (serial == null ? 0 : HAS_SERIAL)
                | (entry.dateOnly() ? DATE_ONLY : 0));
        out.writeByte(STATES.indexOf(entry.state()));
        out.writeUTF(entry.key());
        if (code != null && !codeIsKey) {
            out.writeUTF(code);
        }
        if (serial != null) {
            out.writeUTF(serial);
        }
        out.writeLong(entry.amount().minorUnits());
        Instant at = entry.at();
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
    }

    @Override
    public Entry read(DataInput in) throws IOException {
        int marks = in.readByte();
        CollectionState state = STATES.get(in.readByte());
        String key = in.readUTF();
        String code = code(in, marks, key);
        String serial = (marks & HAS_SERIAL) == 0 ? null : in.readUTF();
        Money amount = Money.fen(in.readLong());
        Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
        return new Entry(key, code, serial, amount, at, (marks & DATE_ONLY) != 0, state);
    }

    private static @Nullable String code(DataInput in, int marks, String key) throws IOException {
        if ((marks & CODE_IS_KEY) != 0) {
            return key;
        }
        return (marks & HAS_CODE) == 0 ? null : in.readUTF();
    }
}
