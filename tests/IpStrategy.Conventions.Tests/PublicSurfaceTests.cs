using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using IpStrategy.Testing;

namespace IpStrategy.Conventions.Tests;

/// <summary>
/// What others embed must not change by accident. When the change is deliberate, run with UPDATE_SNAPSHOTS=1; when it is
/// not, the diff is the bug report.
/// </summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static;

    [Fact]
    public void The_engine_shows_what_it_showed_before() =>
        Snapshot.Matches(SurfaceOf(Sources.Workflow), "Workflow.PublicSurface.txt");

    private static string SurfaceOf(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(KindOf(type)).Append(' ').Append(NameOf(type)).Append(BasesOf(type)).Append('\n');
            var members = type.GetMembers(Declared).Select(Describe).OfType<string>().Order(StringComparer.Ordinal);
            text.Append(string.Concat(members.Select(m => $"    {m}\n")));
        }

        return text.ToString();
    }

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : (type.IsAbstract ? "abstract " : "")
            + (IsRecord(type) ? "record" : "class")
            + (type.IsValueType ? " struct" : "");

    private static string BasesOf(Type type)
    {
        var bases = new[] { type.BaseType }
            .Concat(type.GetInterfaces().OrderBy(i => i.FullName, StringComparer.Ordinal))
            .OfType<Type>()
            .Where(b =>
                b != typeof(object)
                && b != typeof(ValueType)
                && b != typeof(Enum)
                && !NameOf(b).StartsWith("IEquatable", StringComparison.Ordinal)
            )
            .Where(_ => !type.IsEnum)
            .Select(NameOf)
            .ToList();
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    // What every record has says nothing; what nobody outside can reach is not the surface.
    private static string? Describe(MemberInfo member) =>
        member switch
        {
            FieldInfo { IsLiteral: true, IsPublic: true } f => $"{f.Name} = {f.GetRawConstantValue()}",
            FieldInfo { IsSpecialName: false } f when f.IsPublic || f.IsFamily =>
                $"{Static(f.IsStatic)}{NameOf(f.FieldType)} {f.Name}",
            PropertyInfo p
                when p.GetMethod is { } get && (get.IsPublic || (get.IsFamily && p.Name != "EqualityContract")) =>
                $"{Static(get.IsStatic)}{NameOf(p.PropertyType)} {p.Name} {{ get;{Setter(p)} }}",
            ConstructorInfo { IsStatic: false } c when c.IsPublic && !IsCopy(c) => $"new({Parameters(c)})",
            MethodInfo { IsSpecialName: false } m when (m.IsPublic || m.IsFamily) && !IsEveryRecords(m) =>
                $"{Static(m.IsStatic)}{NameOf(m.ReturnType)} {m.Name}({Parameters(m)})",
            MethodInfo { IsPublic: true } m when m.Name is "op_Implicit" or "op_Explicit" =>
                $"{m.Name} {NameOf(m.ReturnType)}({Parameters(m)})",
            _ => null,
        };

    private static string Setter(PropertyInfo property) =>
        property.SetMethod is not { IsPublic: true } set ? ""
        : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
        : " set;";

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", Declared) is not null;

    private static bool IsCopy(ConstructorInfo constructor) =>
        IsRecord(constructor.DeclaringType!)
        && constructor.GetParameters() is [var only]
        && only.ParameterType == constructor.DeclaringType;

    private static bool IsEveryRecords(MethodInfo method) =>
        method.Name is "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "Deconstruct" or "<Clone>$";

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method.GetParameters().Select(p => $"{NameOf(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = …" : "")}")
        );

    private static string NameOf(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            return NameOf(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        var name = type.IsNested ? $"{NameOf(type.DeclaringType!)}.{type.Name}" : PlainName(type);
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : name;
    }

    private static string PlainName(Type type) =>
        type.Namespace?.StartsWith("IpStrategy.", StringComparison.Ordinal) == true
            ? type.FullName!["IpStrategy.".Length..]
            : type.Name;
}
