"""When did each heart beat, and which intervals are the heart's own."""
