pub use super::en::PHRASES;
