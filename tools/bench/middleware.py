"""Counts the queries of a request."""

from django.db import connection


def count_queries(get_response):
    """Put the number of queries in the header X-Queries."""

    def middleware(request):
        count = 0

        def wrapper(execute, sql, params, many, context):
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(wrapper):
            response = get_response(request)
        response["X-Queries"] = str(count)
        return response

    return middleware
