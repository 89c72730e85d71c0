"""BlueZ without a radio: simulated straps that bleak's own Linux backend speaks to.

`private_bus` starts a D-Bus of our own, `service` is the BlueZ on it, `strap` one strap
with everything that can be wrong with it. Tests use it to break things; `demo` may use
it so that what people try is the whole collector.
"""
