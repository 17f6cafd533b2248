"""Counts the queries of a request, and its processor time."""

import time

from django.db import connection


def count_queries(get_response):
    """Put the number of queries in the header X-Queries, and the milliseconds in X-Processor."""

    def middleware(request):
        count, started = 0, time.process_time()

        def wrapper(execute, sql, params, many, context):
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(wrapper):
            response = get_response(request)
        response["X-Queries"] = str(count)
        response["X-Processor"] = f"{(time.process_time() - started) * 1000:.2f}"
        return response

    return middleware
