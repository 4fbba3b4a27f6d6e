"""Lists to try the check with: good rows, vague ones, one that cannot be used."""

from __future__ import annotations

EXAMPLES = {
    "en": """title,description,price,currency,origin,HTS if known
Women's leather handbag,Italian calf leather with cotton lining,180.00,EUR,Italy,4202.21.90
Ceramic mug with glaze,Stoneware 350 ml,24.00,USD,Portugal,
Baby alpaca scarf,Knitted by hand,65.00,USD,Peru,
Stainless steel frying pan,28 cm,48.00,USD,China,
Accessories,,12.00,USD,China,
Wooden toy train,For children from 3 years,39.00,EUR,Germany,9503.00.00
Birthday gift,,25.00,USD,Mexico,
Linen shirt,Men's woven linen,59.00,USD,India,
Phone case,Silicone,about 10,USD,Vietnam,
""",
    "es": """título,descripción,precio,moneda,origen,HTS si se conoce
Bolso de cuero para mujer,Cuero de becerro con forro de algodón,180.00,EUR,Italia,4202.21.90
Taza de cerámica esmaltada,Gres de 350 ml,24.00,USD,Portugal,
Bufanda de alpaca,Tejida a mano,65.00,USD,Perú,
Sartén de acero inoxidable,28 cm,48.00,USD,China,
Accesorios,,12.00,USD,China,
Tren de juguete de madera,Para niños desde 3 años,39.00,EUR,Alemania,9503.00.00
Regalo de cumpleaños,,25.00,USD,México,
Camisa de lino,De hombre tejido plano,59.00,USD,India,
Funda para celular,Silicona,como 10,USD,Vietnam,
""",
}
