using IpStrategy.Persistence.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IpStrategy.Application.Accounts;

/// <summary>Puts the use cases about accounts into a host's container.</summary>
public static class AccountsServices
{
    public static IServiceCollection AddIpStrategyAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(new PasswordSettings());
        services.TryAddSingleton(new SecondFactorSettings());
        services.TryAddSingleton(new OidcSettings());
        services.AddSingleton<PasswordRules>().AddScoped<PasswordHistory>().AddScoped<OwnPassword>();
        services
            .AddScoped<SecondFactorSecrets>()
            .AddScoped<CheckSecondFactor>()
            .AddScoped<EnrolSecondFactor>()
            .AddScoped<ResetSecondFactor>()
            .AddScoped<OwnAccount>()
            .AddScoped<SignInWithOidc>();
        return services
            .AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>()
            .AddSingleton<SignInTries>()
            .AddScoped<SignIn>()
            .AddScoped<ApiTokens>()
            .AddScoped<AccountList>()
            .AddScoped<CreateUser>()
            .AddScoped<SetPassword>()
            .AddScoped<DisableUser>()
            .AddScoped<UserSheets>()
            .AddScoped(p => ApplicationServices.Make<HandOverWork>(p))
            .AddScoped<CreateFirstAdministrator>();
    }
}
