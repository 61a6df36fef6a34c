using System.Reflection;

namespace IpStrategy.Conventions.Tests;

/// <summary>
/// The analyzer sees what code calls, not what it merely hands on; a banned type in a signature is found here. Types
/// and namespaces of each project's ban list are looked for in fields, properties, parameters, results and bases.
/// </summary>
public sealed class SignatureBansTests
{
    private const BindingFlags Everything =
        BindingFlags.DeclaredOnly
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static;

    [Theory]
    [InlineData("Workflow")]
    [InlineData("Domain")]
    [InlineData("Application")]
    public void No_signature_names_a_banned_type(string project)
    {
        var bans = Repository
            .Lines($"src/IpStrategy.{project}/BannedSymbols.txt")
            .Select(l => l.Text.Split(';')[0])
            .ToLookup(l => l[0], l => l[2..]);
        var breaches =
            from type in Sources.Types
            where type.Assembly.GetName().Name == $"IpStrategy.{project}"
            from mentioned in type.GetMembers(Everything).SelectMany(Mentioned).Concat(Parts(type.BaseType))
            where bans['T'].Contains(NameOf(mentioned)) || bans['N'].Any(n => IsIn(mentioned, n))
            select $"{type.FullName} mentions {NameOf(mentioned)}";

        Assert.Empty(breaches.Distinct());
    }

    private static IEnumerable<Type> Mentioned(MemberInfo member) =>
        member switch
        {
            FieldInfo f => Parts(f.FieldType),
            PropertyInfo p => Parts(p.PropertyType),
            MethodInfo m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType).SelectMany(Parts),
            ConstructorInfo c => c.GetParameters().SelectMany(p => Parts(p.ParameterType)),
            _ => [],
        };

    private static IEnumerable<Type> Parts(Type? type) =>
        type is null ? []
        : type.HasElementType ? Parts(type.GetElementType())
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static bool IsIn(Type type, string banned) =>
        type.Namespace == banned || type.Namespace?.StartsWith(banned + ".", StringComparison.Ordinal) == true;

    private static string? NameOf(Type type) => type.FullName;
}
