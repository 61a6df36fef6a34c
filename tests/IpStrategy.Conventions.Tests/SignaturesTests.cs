using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace IpStrategy.Conventions.Tests;

/// <summary>
/// Records and constructors are exempt (they list what a thing consists of), and so are endpoints and components, whose
/// parameters are the request's.
/// </summary>
public sealed class SignaturesTests
{
    private const int MostParameters = 5;

    [Fact]
    public void No_method_takes_a_boolean() =>
        Exceptions.AssertOnlyExcepted(
            "boolean",
            from method in Methods
            from parameter in method.GetParameters()
            where !parameter.IsOut && Unwrapped(parameter.ParameterType) == typeof(bool)
            select $"{NameOf(method)}: {parameter.Name}",
            "Two methods, or an enum that says what true would mean"
        );

    [Fact]
    public void No_method_takes_more_than_five_parameters() =>
        Exceptions.AssertOnlyExcepted(
            "parameters",
            from method in Methods
            let count = method.GetParameters().Length
            where count > MostParameters
            select $"{NameOf(method)}: {count}",
            "Make a record of what belongs together"
        );

    [Fact]
    public void Types_are_sealed_abstract_or_static_and_not_open_by_accident()
    {
        var open =
            from type in Sources.Types
            where type is { IsClass: true, IsSealed: false, IsAbstract: false }
            where !typeof(IComponent).IsAssignableFrom(type) && type.Name is not ("Program" or "_Imports")
            where !Sources.Types.Any(t => t.BaseType == type)
            select type.FullName;

        Assert.Empty(open);
    }

    private static IEnumerable<MethodInfo> Methods =>
        Sources
            .Types.Where(t => !typeof(Delegate).IsAssignableFrom(t) && !typeof(IComponent).IsAssignableFrom(t))
            .Where(t => !t.Namespace!.StartsWith("IpStrategy.Web.Api", StringComparison.Ordinal))
            .Where(t => !t.Namespace!.StartsWith("IpStrategy.Web.Pages", StringComparison.Ordinal))
            .Where(t => !t.Namespace!.StartsWith("IpStrategy.Web.Components", StringComparison.Ordinal))
            .SelectMany(Sources.MethodsOf);

    private static Type Unwrapped(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
