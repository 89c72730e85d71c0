"""The guided talks: content as data, the step machine as code. Opens no file."""
