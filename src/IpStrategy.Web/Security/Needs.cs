using IpStrategy.Domain.Rights;
using Microsoft.AspNetCore.Authorization;

namespace IpStrategy.Web.Security;

/// <summary>What an endpoint is for, in the words of the table of rights. One that names nothing is shut to everybody.</summary>
internal sealed class Needs(Operation operation) : IAuthorizeData
{
    public Operation Operation { get; } = operation;

    public string? Policy { get; set; } = PolicyOf(operation);
    public string? Roles { get; set; }
    public string? AuthenticationSchemes { get; set; }

    public static string PolicyOf(Operation operation) => operation.ToString();

    /// <summary>The operation that this endpoint is for; null where it names none.</summary>
    public static Operation? At(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<Needs>()?.Operation;
}

internal static class NeedsExtensions
{
    /// <summary>Only whom the table of rights grants <paramref name="operation"/> gets to this endpoint; the last one named holds.</summary>
    public static T For<T>(this T endpoint, Operation operation)
        where T : IEndpointConventionBuilder
    {
        endpoint.Add(e =>
        {
            // One operation an endpoint: what the group is for gives way to what the endpoint itself is for.
            foreach (var outer in e.Metadata.OfType<Needs>().ToList())
            {
                e.Metadata.Remove(outer);
            }
            e.Metadata.Add(new Needs(operation));
        });
        return endpoint;
    }
}
