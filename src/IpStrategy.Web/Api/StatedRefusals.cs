using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;
using Microsoft.AspNetCore.Http.Metadata;

namespace IpStrategy.Web.Api;

/// <summary>
/// The refusals that follow from what an endpoint is: whoever adds one need not remember them, and the description of the API names
/// them all. Refusals of the use case itself (409, 422, a 403 of the rules) stand at the endpoint.
/// </summary>
internal static class StatedRefusals
{
    public static void DescribeRefusals(this IEndpointConventionBuilder endpoints) =>
        endpoints.Finally(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder route)
            {
                var stated = endpoint
                    .Metadata.OfType<IProducesResponseTypeMetadata>()
                    .Select(p => p.StatusCode)
                    .ToHashSet();
                foreach (var status in RefusalsOf(route).Where(s => !stated.Contains(s)))
                {
                    endpoint.Metadata.Add(Problem(status));
                }
            }
        });

    private static IEnumerable<int> RefusalsOf(RouteEndpointBuilder endpoint)
    {
        // Parameters that are unknown, repeated or empty are refused before anything else is looked at.
        yield return StatusCodes.Status400BadRequest;
        yield return StatusCodes.Status401Unauthorized;
        if (
            endpoint.Metadata.OfType<Needs>().LastOrDefault() is { } needs
            && !RightsTable.IsForEverybody(needs.Operation)
        )
        {
            yield return StatusCodes.Status403Forbidden;
        }
        if (endpoint.RoutePattern.Parameters.Count > 0)
        {
            yield return StatusCodes.Status404NotFound;
        }
        if (endpoint.Metadata.OfType<IAcceptsMetadata>().Any())
        {
            yield return StatusCodes.Status413PayloadTooLarge;
            yield return StatusCodes.Status415UnsupportedMediaType;
        }
        yield return StatusCodes.Status429TooManyRequests;
        yield return StatusCodes.Status503ServiceUnavailable;
    }

    private static ProducesResponseTypeMetadata Problem(int status) =>
        new(status, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]);
}
