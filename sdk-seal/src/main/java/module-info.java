/** Electronic seals: made, signed with and verified by GB/T 38540, and the sealed OFD document of GB/T 33190. */
module io.onevisit.seal {
    requires static transitive java.desktop;
    requires static transitive org.jspecify;
    requires transitive io.onevisit.core;
    requires java.xml;
    requires org.bouncycastle.provider;

    exports io.onevisit.seal;
    exports io.onevisit.seal.ofd;
    exports io.onevisit.seal.picture;
}
