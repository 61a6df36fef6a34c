using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Tests.Approvals;

/// <summary>Every refusal comes back from under a key as it was, with all its facts.</summary>
public sealed class KeptAnswerTests
{
    public static TheoryData<Type> Refusals =>
        [
            .. new[] { typeof(Refusal).Assembly, typeof(DomainRefusal).Assembly }
                .SelectMany(a => a.GetTypes())
                .Where(t => t.IsAssignableTo(typeof(Refusal)) && !t.IsAbstract),
        ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_comes_back_with_its_facts(Type type)
    {
        var refusal = (Refusal)Sample(type);
        var read = KeptAnswer.Read(KeptAnswer.Of(refusal));
        Assert.Equal(refusal.ToString(), read!.Value.Refusal!.ToString());
    }

    [Fact]
    public void A_refusal_that_this_program_does_not_know_is_decided_anew() =>
        Assert.Null(KeptAnswer.Read("""{"Refusal":"SomethingOfALaterVersion","Facts":{}}"""));

    private static object Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Simple(type) is { } simple)
        {
            return simple;
        }
        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var one = Array.CreateInstance(type.GetGenericArguments()[0], 1);
            one.SetValue(Sample(type.GetGenericArguments()[0]), 0);
            return typeof(ImmutableArray)
                .GetMethods()
                .Single(m => m.Name == "Create" && m.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(type.GetGenericArguments())
                .Invoke(null, [one])!;
        }
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Sample(p.ParameterType))]);
    }

    private static object? Simple(Type type) =>
        Type.GetTypeCode(type) switch
        {
            TypeCode.String => "引号 \" 与 '",
            TypeCode.Boolean => true,
            TypeCode.Int32 when !type.IsEnum => 7,
            TypeCode.Int64 => 7L,
            TypeCode.Decimal => 7.5m,
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(
                "2010-03-15T09:00:00+08:00",
                CultureInfo.InvariantCulture
            ),
            _ when type == typeof(DateOnly) => new DateOnly(2010, 11, 30),
            _ when type == typeof(TimeSpan) => TimeSpan.FromHours(1),
            _ => null,
        };
}
