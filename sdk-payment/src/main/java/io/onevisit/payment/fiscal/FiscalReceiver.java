package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes in what a fiscal platform pushes (接收财政推送): message 5996, which says that somebody has paid, is answered by 8001.
 * Each payment has one effect, however often it is confirmed. Thread-safe; several nodes may share one database.
 */
public final class FiscalReceiver {
    private static final int MAX_OCTETS = 64 * 1024;

    private final FiscalAccount account;
    private final StateStore store;
    private final PaymentBook book;
    private final Clock clock;

    /**
     * A receiver.
     *
     * @param store remembers what was answered
     * @param orders what payments are compared with, and who hears of them
     * @param clock dates the answers
     */
    public FiscalReceiver(FiscalAccount account, StateStore store, FiscalOrders orders, Clock clock) {
        this.account = Require.present(account, "account");
        this.store = Require.present(store, "store");
        this.book = new PaymentBook(store, Require.present(orders, "orders"));
        this.clock = Require.present(clock, "clock");
    }

    /**
     * Takes in one frame, the body of an HTTP request as raw octets of 64 KiB at most. What the orders throw unchecked is
     * thrown on, after everything was rolled back; give no answer then, and the push will come again.
     *
     * @return the frame to answer with; empty for octets that are no frame or not of the platform's token, which get no
     *     answer at all: status 400, without a body
     */
    public Optional<Bytes> answer(Bytes frame) {
        try {
            return answer(FiscalFrame.parse(Require.present(frame, "frame"), MAX_OCTETS));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    /**
     * Answers the frames of one TCP connection until it ends, split or joined as they may come. Returns at the first one
     * that gets no answer: close the connection then. Accepting connections, their number and their timeouts are the
     * caller's, who gives its streams here; without a read timeout a silent peer holds the thread.
     *
     * @throws IOException of the streams, and nothing else
     */
    public void serve(InputStream in, OutputStream out) throws IOException {
        Require.present(in, "input");
        Require.present(out, "output");
        Optional<Bytes> answer = next(in);
        while (answer.isPresent()) {
            out.write(answer.get().toArray());
            out.flush();
            answer = next(in);
        }
    }

    private Optional<Bytes> next(InputStream in) throws IOException {
        try {
            return FiscalFrame.read(in, MAX_OCTETS).flatMap(this::answer);
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private Optional<Bytes> answer(FiscalFrame frame) {
        if (!frame.isSealedBy(account.token())) {
            return Optional.empty();
        }
        FiscalMessage message;
        try {
            message = FiscalMessage.read(frame);
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
        return Optional.of(Answer8001.write(account, message.head(), clock, result(message)));
    }

    private Answer8001.Result result(FiscalMessage message) {
        FiscalMessage.Head head = message.head();
        if (!head.source().equals(account.platformNode()) || !head.destination().equals(account.node())) {
            return Answer8001.failed("the message is of or for another node");
        }
        if (!head.number().equals(FiscalPayment.NUMBER)) {
            return Answer8001.failed("message " + head.number() + " is not known here");
        }
        try {
            List<FiscalPayment> payments =
                    message.vouchers().stream().map(FiscalPayment::read).toList();
            return store.inTransaction(transaction -> book.take(transaction, payments));
        } catch (MalformedMessageException e) {
            return Answer8001.failed("the voucher is not of its form");
        } catch (StorageException e) {
            return Answer8001.failed("try again later");
        }
    }
}
