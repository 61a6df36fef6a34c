using System.Reflection;
using System.Runtime.CompilerServices;

namespace IpStrategy.Conventions.Tests;

/// <summary>The assemblies of src and the types people wrote in them.</summary>
internal static class Sources
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. new[]
        {
            "IpStrategy.Workflow",
            "IpStrategy.Domain",
            "IpStrategy.Persistence",
            "IpStrategy.Application",
            "IpStrategy.Web",
            "ipstrategy",
        }.Select(name => Assembly.Load(new AssemblyName(name))),
    ];

    public static Assembly Workflow => Assemblies[0];

    public static Assembly Domain => Assemblies[1];

    /// <summary>Every type a person wrote: nothing the compiler, a source generator or the migrations tool made.</summary>
    public static IEnumerable<Type> Types =>
        Assemblies
            .SelectMany(a => a.GetTypes())
            .Where(t => t.Namespace?.StartsWith("IpStrategy", StringComparison.Ordinal) == true)
            .Where(t => !t.FullName!.Contains('<', StringComparison.Ordinal) && !IsGenerated(t))
            .Where(t => !t.Namespace!.Contains(".Migrations", StringComparison.Ordinal));

    /// <summary>The methods a person wrote and whose parameters were free to choose.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type type) =>
        type.GetMethods(
                BindingFlags.DeclaredOnly
                    | BindingFlags.Public
                    | BindingFlags.NonPublic
                    | BindingFlags.Instance
                    | BindingFlags.Static
            )
            .Where(m => !m.IsSpecialName && !m.Name.Contains('<', StringComparison.Ordinal) && !IsGenerated(m))
            .Where(m => m.GetBaseDefinition() == m && !ForeignContract(type).Contains(m));

    public static bool IsOurs(Type type) => Assemblies.Contains(type.Assembly);

    private static HashSet<MethodInfo> ForeignContract(Type type) =>
        type.IsInterface
            ? []
            : [.. type.GetInterfaces().Where(i => !IsOurs(i)).SelectMany(i => type.GetInterfaceMap(i).TargetMethods)];

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || member.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || (member.DeclaringType is { } outer && IsGenerated(outer));
}
