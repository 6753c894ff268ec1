using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace HipFaqBot.BotBuilder.Tests.Surface;

/// <summary>What the library shows, public and protected, by reflection, in the words of the SDK's listing.</summary>
internal static class OwnSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<ApiMember> Read(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).OrderBy(SdkName, StringComparer.Ordinal).SelectMany(type => Members(type).Prepend(OfType(type)));

    private static bool IsVisible(Type type) =>
        !IsGenerated(type)
        && (type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic);

    private static bool IsVisible(MethodBase method) => method.IsPublic || IsProtected(method);

    private static bool IsProtected(MethodBase method) => method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    /// <summary>HipFaqBot.BotBuilder.Schema.X is Microsoft.Bot.Schema.X, and so on.</summary>
    private static string SdkName(Type type)
    {
        var name = type.FullName!;
        foreach (var (own, sdk) in new[]
        {
            ("HipFaqBot.BotBuilder.Schema.", "Microsoft.Bot.Schema."),
            ("HipFaqBot.BotBuilder.Connector.", "Microsoft.Bot.Connector."),
            ("HipFaqBot.BotBuilder.", "Microsoft.Bot.Builder."),
        })
        {
            if (name.StartsWith(own, StringComparison.Ordinal))
            {
                return sdk + name[own.Length..];
            }
        }

        return name;
    }

    private static ApiMember OfType(Type type)
    {
        var name = SdkName(type);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return Make('T', name, "", Signature(invoke), [], Names(invoke), Constraints(type.GetGenericArguments())) with
            {
                TypeKind = "delegate",
                Line = $"T delegate {name}{Signature(invoke)} names={Names(invoke)}",
            };
        }

        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = type.IsEnum || type.IsValueType ? [] : DirectBases(type).Select(Written).ToList();
        var protectedOnly = type.IsNestedFamily || type.IsNestedFamORAssem;
        return new ApiMember('T', name, "", kind, $"T {kind} {name}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}")
        {
            Bases = [.. DirectBases(type).Select(found => found.Name)],
            Modifiers = protectedOnly ? new HashSet<string> { "protected" } : [],
            Constraints = Constraints(type.GetGenericArguments()),
            TypeParameters = string.Join(",", type.GetGenericArguments().Select(Variance)),
        };
    }

    private static string Variance(Type parameter) => (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out:" + parameter.Name,
        GenericParameterAttributes.Contravariant => "in:" + parameter.Name,
        _ => parameter.Name,
    };

    private static IEnumerable<Type> DirectBases(Type type)
    {
        if (type.IsEnum || type.IsValueType)
        {
            return [];
        }

        var inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(type.GetInterfaces().SelectMany(found => found.GetInterfaces()));
        var interfaces = type.GetInterfaces().Except(inherited).Where(found => found.IsPublic || found.IsNestedPublic);
        return type.BaseType is { } parent && parent != typeof(object) ? interfaces.Prepend(parent) : interfaces;
    }

    private static IEnumerable<ApiMember> Members(Type type)
    {
        var name = SdkName(type);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [];
        }

        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(value =>
                Make('E', name, value, " = " + Convert.ToInt64(Enum.Parse(type, value), CultureInfo.InvariantCulture), []));
        }

        var constructors = type.GetConstructors(Declared).Where(found => !found.IsStatic && IsVisible(found) && !IsGenerated(found))
            .Select(found => Make('M', name, ".ctor", Parameters(found), Modifiers(found), Names(found)));
        var methods = type.GetMethods(Declared)
            .Where(found => IsVisible(found) && !IsGenerated(found) && (!found.IsSpecialName || found.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Select(found => Make(
                'M', name, found.Name, Generics(found) + Signature(found), Modifiers(found), Names(found), Constraints(found.GetGenericArguments())) with
            {
                OverridesForeignMember = OverridesForeign(found),
            });
        var properties = type.GetProperties(Declared).Where(found => !IsGenerated(found) && found.GetAccessors(nonPublic: true).Any(IsVisible))
            .Select(found => Property(name, found));
        var events = type.GetEvents(Declared).Where(found => IsVisible(found.AddMethod!))
            .Select(found => Make('V', name, found.Name, " : " + Written(found.EventHandlerType!), Modifiers(found.AddMethod!)));
        var fields = type.GetFields(Declared).Where(found => !IsGenerated(found) && (found.IsPublic || found.IsFamily || found.IsFamilyOrAssembly))
            .Select(found => Field(name, found));
        return [.. constructors, .. methods, .. properties, .. events, .. fields];
    }

    private static ApiMember Property(string type, PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList();
        var widest = accessors.Find(accessor => accessor.IsPublic) ?? accessors[0];
        var text = "";
        if (property.GetMethod is { } get && IsVisible(get))
        {
            text += (IsProtected(get) && widest.IsPublic ? "protected " : "") + "get;";
        }

        if (property.SetMethod is { } set && IsVisible(set))
        {
            var init = set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            text += (IsProtected(set) && widest.IsPublic ? "protected " : "") + (init ? "init;" : "set;");
        }

        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : "this";
        var parameters = index.Length == 0 ? "" : $"[{string.Join(", ", index.Select(found => Written(found.ParameterType)))}]";
        return Make('P', type, name, $"{parameters} : {Written(property.PropertyType)} {{{text}}}", Modifiers(widest)) with
        {
            OverridesForeignMember = OverridesForeign(widest),
        };
    }

    private static ApiMember Field(string type, FieldInfo field)
    {
        var modifiers = new List<string>();
        if (field.IsFamily || field.IsFamilyOrAssembly)
        {
            modifiers.Add("protected");
        }

        modifiers.AddRange(field.IsLiteral ? ["const"] : field.IsStatic ? ["static"] : []);
        modifiers.AddRange(field.IsInitOnly ? ["readonly"] : []);
        var fixedText = field is { IsStatic: true, IsInitOnly: true } && field.FieldType == typeof(string);
        var constant = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : fixedText ? " = " + Literal(field.GetValue(null)) : "";
        return Make('F', type, field.Name, $" : {Written(field.FieldType)}{constant}", modifiers);
    }

    private static string Literal(object? value) => value switch
    {
        string text => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
        bool truth => truth ? "true" : "false",
        null => "null",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static ApiMember Make(
        char kind, string type, string name, string signature, List<string> modifiers, string names = "", string constraints = "") =>
        new(
            kind,
            type,
            name,
            "",
            $"{kind} {type}.{name}{signature}"
                + (modifiers.Count > 0 ? $" [{string.Join(' ', modifiers)}]" : "")
                + (names.Length > 0 ? " names=" + names : "")
                + (constraints.Length > 0 ? " where=" + constraints : ""))
        {
            Signature = signature,
            Modifiers = modifiers.ToHashSet(),
            Names = names,
            Constraints = constraints,
        };

    private static bool OverridesForeign(MethodInfo method) =>
        method.GetBaseDefinition() is var origin && origin != method && origin.DeclaringType!.Assembly != method.DeclaringType!.Assembly;

    private static List<string> Modifiers(MethodBase method)
    {
        var modifiers = new List<string>();
        if (IsProtected(method))
        {
            modifiers.Add("protected");
        }

        if (method.IsStatic)
        {
            modifiers.Add("static");
        }

        if (method is MethodInfo { IsVirtual: true } found && !method.DeclaringType!.IsInterface)
        {
            if (found.IsAbstract)
            {
                modifiers.Add("abstract");
            }
            else if (found.GetBaseDefinition() != found)
            {
                modifiers.AddRange(found.IsFinal ? ["sealed", "override"] : ["override"]);
            }
            else if (!found.IsFinal)
            {
                modifiers.Add("virtual");
            }
        }

        return modifiers;
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(found => found.Name))}>" : "";

    private static string Signature(MethodInfo method) => $"{Parameters(method)} : {Written(method.ReturnType)}";

    private static string Parameters(MethodBase method)
    {
        var extends = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return $"({string.Join(", ", method.GetParameters().Select((parameter, i) => (extends && i == 0 ? "this " : "") + Written(parameter)))})";
    }

    private static string Written(ParameterInfo parameter)
    {
        var mark = parameter switch
        {
            { IsOut: true, ParameterType.IsByRef: true } => "out ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) => "params ",
            _ => "",
        };
        return mark + Written(parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType);
    }

    private static string Names(MethodBase method) =>
        string.Join(',', method.GetParameters().Select(parameter => parameter.Name + (parameter.IsOptional ? "?" : "")));

    private static string Constraints(Type[] parameters) => string.Join(';', parameters.Select(Constraint).Where(text => text.Length > 0));

    private static string Constraint(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var parts = parameter.GetGenericParameterConstraints().Where(found => found != typeof(ValueType)).Select(Written).ToList();
        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            parts.Insert(0, "struct");
        }
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            parts.Insert(0, "class");
        }

        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && parts is not ["struct", ..])
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $"{parameter.Name}:{string.Join(',', parts)}";
    }

    /// <summary>A type as source writes it: keywords, a question mark for a nullable value, the last name segment.</summary>
    private static string Written(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Written(value) + "?";
        }

        if (type.IsArray)
        {
            return Written(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericType)
        {
            var own = type.Name.Contains('`', StringComparison.Ordinal) ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
            return $"{own}<{string.Join(", ", type.GetGenericArguments().Select(Written))}>";
        }

        return type.FullName switch
        {
            "System.Void" => "void",
            "System.Object" => "object",
            "System.String" => "string",
            "System.Boolean" => "bool",
            "System.Byte" => "byte",
            "System.Char" => "char",
            "System.Int16" => "short",
            "System.Int32" => "int",
            "System.UInt32" => "uint",
            "System.Int64" => "long",
            "System.Single" => "float",
            "System.Double" => "double",
            "System.Decimal" => "decimal",
            _ => type.Name,
        };
    }
}
