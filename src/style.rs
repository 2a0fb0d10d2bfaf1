//! The style sheets, in cascade order.
