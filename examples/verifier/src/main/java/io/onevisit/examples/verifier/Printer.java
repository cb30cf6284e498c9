package io.onevisit.examples.verifier;

/** Shows a finding. */
interface Printer {
    void print(Finding finding);
}
