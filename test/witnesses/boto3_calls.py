"""Makes the calls it reads from stdin with boto3 and prints what came back, one JSON document in, one out.

In:  {"endpoint": url, "calls": [{"service", "method", "input"}]}
Out: [{"answer": …} or {"error": {"code", "message", "status"}}, each with "strange": what the raw answer holds that
     botocore's model of the service does not know, or holds in another shape}]

The clients forgive what they do not know; this walk over the raw answers does not.
"""

import json
import re
import sys
from xml.etree import ElementTree

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

PLAIN = {"string": str, "integer": int, "long": int, "boolean": bool, "double": (int, float), "float": (int, float)}
# Sent by AWS since 2026; this botocore may be older.
NEWER = {"failureContext"}
# "The semantic version has four nodes: <major>.<minor>.<patch>/<build>", says the text of the model; its pattern allows three.
FOUR_NODES = re.compile(r"^\d+\.\d+\.\d+/\d+$")


def strange(value, shape, path):
    if shape.type_name == "structure":
        if not isinstance(value, dict):
            return [f"{path}: not an object"]
        names = {member.serialization.get("name", name): member for name, member in shape.members.items()}
        unknown = [f"{path}.{key}: unknown" for key in value if key not in names and key not in NEWER]
        known = [strange(item, names[key], f"{path}.{key}") for key, item in value.items() if key in names]
        return unknown + [found for list_ in known for found in list_]
    if shape.type_name == "list":
        if not isinstance(value, list):
            return [f"{path}: not a list"]
        return [found for item in value for found in strange(item, shape.member, f"{path}[]")]
    if shape.type_name == "map":
        return [found for item in value.values() for found in strange(item, shape.value, f"{path}{{}}")]
    return strange_scalar(value, shape, path)


def strange_scalar(value, shape, path):
    wanted = PLAIN.get(shape.type_name)
    if wanted and (not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool)):
        return [f"{path}: {type(value).__name__} where {shape.type_name} is expected"]
    found = []
    if value not in (getattr(shape, "enum", None) or [value]):
        found.append(f"{path}: {value} is not in the enumeration")
    limits = shape.metadata
    if isinstance(value, str) and not limits.get("min", 0) <= len(value) <= limits.get("max", 10**9):
        found.append(f"{path}: {len(value)} characters")
    fits = not limits.get("pattern") or not isinstance(value, str) or re.search(limits["pattern"], value)
    if not fits and not (path.endswith(".version") and FOUR_NODES.match(value)):
        found.append(f"{path}: {value} does not match {limits['pattern']}")
    return found


def tree(element, shape):
    """XML as the values its shape describes, so that the same walk serves both protocols."""
    if shape is None or shape.type_name in ("string", "timestamp"):
        return element.text or ""
    if shape.type_name == "list":
        return [tree(child, shape.member) for child in element]
    if shape.type_name == "structure":
        return {local(child): tree(child, shape.members.get(local(child))) for child in element}
    if shape.type_name == "boolean":
        return element.text == "true"
    return int(element.text)


def local(element):
    return element.tag.split("}")[-1]


def complaints(client, operation, raw):
    shape = client.meta.service_model.operation_model(operation).output_shape
    if client.meta.service_model.metadata["protocol"] != "query":
        return strange(json.loads(raw), shape, operation)
    result = [child for child in ElementTree.fromstring(raw) if local(child) == f"{operation}Result"]
    return strange(tree(result[0], shape), shape, operation) if result else [f"{operation}: no result element"]


def call(client, method, given):
    seen = {}
    keep = lambda response_dict, **_: seen.update(body=response_dict["body"])
    client.meta.events.register("before-parse", keep)
    operation = client.meta.method_to_api_mapping[method]
    try:
        answer = getattr(client, method)(**given)
    except ClientError as error:
        reply = error.response
        status = reply["ResponseMetadata"]["HTTPStatusCode"]
        return {"error": {"code": reply["Error"]["Code"], "message": reply["Error"]["Message"], "status": status}, "strange": []}
    finally:
        client.meta.events.unregister("before-parse", keep)
    answer.pop("ResponseMetadata", None)
    return {"answer": answer, "strange": complaints(client, operation, seen["body"])}


def main():
    asked = json.load(sys.stdin)
    config = Config(retries={"total_max_attempts": 1})
    answers = []
    for each in asked["calls"]:
        client = boto3.client(each["service"], endpoint_url=asked["endpoint"], region_name=each["region"], config=config)
        if each["method"] not in client.meta.method_to_api_mapping:
            answers.append({"unknown": each["method"], "strange": []})
        else:
            answers.append(call(client, each["method"], each["input"]))
    json.dump(answers, sys.stdout, default=str)


main()
