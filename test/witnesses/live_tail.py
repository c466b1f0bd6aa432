"""Opens a session of Live Tail with boto3 and prints what comes, one JSON document a line, until the session ends.

Arguments: the endpoint, the ARN of a log group, the name of a stream.
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import EventStreamError


def main(endpoint, group, stream):
    config = Config(retries={"total_max_attempts": 1}, inject_host_prefix=False)
    client = boto3.client("logs", endpoint_url=endpoint, region_name="us-east-1", config=config)
    answer = client.start_live_tail(logGroupIdentifiers=[group], logStreamNames=[stream])
    try:
        for message in answer["responseStream"]:
            print(json.dumps(message, default=str), flush=True)
    except EventStreamError as error:
        print(json.dumps({"error": error.response["Error"]["Code"]}), flush=True)


main(*sys.argv[1:])
