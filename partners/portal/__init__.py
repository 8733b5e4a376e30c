"""The portal: where members care for their organisations. Plain views on fixed addresses."""
