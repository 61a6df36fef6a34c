using System.Reflection;
using System.Runtime.CompilerServices;

namespace IpStrategy.Conventions.Tests;

/// <summary>What a record prints of itself is made of its properties, for every log and every failed assertion.</summary>
public sealed class RecordsTests
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance;

    // Printing such a property prints the record it gives, which prints its own, until the stack is full and the process ends.
    [Fact]
    public void No_record_reckons_another_of_its_kind_in_a_property() =>
        Assert.Empty(
            Sources
                .Types.Where(PrintsItself)
                .SelectMany(t => t.GetProperties(Own).Where(p => IsReckoned(p) && KindOf(p.PropertyType) == t))
                .Select(p => $"{p.DeclaringType!.FullName}.{p.Name}: make it a method")
        );

    private static bool PrintsItself(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.DeclaredOnly | BindingFlags.NonPublic | BindingFlags.Instance)
            is { } print
        && print.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsReckoned(PropertyInfo property) =>
        property.GetMethod is { } get && !get.IsDefined(typeof(CompilerGeneratedAttribute));

    private static Type KindOf(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
