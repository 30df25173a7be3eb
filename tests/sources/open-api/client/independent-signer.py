"""Signs as the Open API wants it, written without a look at dyshop's own code.

Reads one request a line, {"app_key", "secret", "method", "timestamp", "params"}, and writes one
line {"param_json", "hmac", "md5"} each. Python's json keeps integers of any size.
"""

import hashlib
import hmac
import json
import sys


def main():
    for line in sys.stdin:
        request = json.loads(line)
        body = json.dumps(
            request["params"], sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        pairs = {
            "app_key": request["app_key"],
            "method": request["method"],
            "param_json": body,
            "timestamp": request["timestamp"],
            "v": "2",
        }
        secret = request["secret"]
        text = secret + "".join(name + pairs[name] for name in sorted(pairs)) + secret
        data = text.encode("utf-8")
        answer = {
            "param_json": body,
            "hmac": hmac.new(secret.encode("utf-8"), data, hashlib.sha256).hexdigest(),
            "md5": hashlib.md5(data).hexdigest(),
        }
        print(json.dumps(answer))


main()
