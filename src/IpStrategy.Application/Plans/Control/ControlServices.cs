using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Plans.Control;

internal static class ControlServices
{
    /// <summary>What is done to a whole assignment.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services)
    {
        services.AddScoped<ControlCases>().AddScoped<ControlPlans>().AddScoped<ControlSteps>();
        services.AddScoped<PartySteps>().AddScoped<LeadChange>().AddScoped<Participants>();
        services.AddScoped<InstructionSteps>().AddScoped<ControlOutcome>().AddScoped<PartyRows>();
        services.AddScoped<ControlMessages>().AddScoped<AssignmentControls>().AddScoped<ChoosePlan>();
        return services;
    }
}
